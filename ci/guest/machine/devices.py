# SPDX-License-Identifier: MIT
"""The devices that a guest should offer, how each is loaded, and why one may be absent."""

from dataclasses import dataclass

from ..kernel.modules import Modules

# What the guest needs before it has its root file system.
BOOT_MODULES = ["virtio_pci", "virtio_console", "9pnet_virtio", "9p", "overlay"]

# Module options. No text console on the displays: they are the tests' own.
# vivid: two instances, one per allocator: videobuf2-vmalloc maps a buffer into the kernel,
# videobuf2-dma-contig wants one contiguous DMA range. Each has one HDMI input and output.
# iommufd: the debug kernels remap no interrupts, and the spare device (qemu.py) has none.
OPTIONS = {
    "drm_kms_helper": "fbdev_emulation=0",
    "drm_client_lib": "active=none",
    "iommufd": "allow_unsafe_interrupts=1",
    "vivid": "n_devs=2 node_types=0x101,0x101 num_inputs=1,1 input_types=3,3 "
             "num_outputs=1,1 output_types=1,1 allocators=0,1",
}


@dataclass(frozen=True)
class Device:
    """One line of the table; `evidence` is a glob that exists once the device works."""

    name: str
    modules: tuple[str, ...]
    config: str
    evidence: str


DEVICES = [
    Device("vgem", ("vgem",), "DRM_VGEM", "/sys/devices/*/vgem/drm/card*"),
    Device("vkms", ("vkms",), "DRM_VKMS", "/sys/devices/*/vkms/drm/card*"),
    Device("virtio-gpu", ("virtio_gpu",), "DRM_VIRTIO_GPU",
           "/sys/bus/virtio/drivers/virtio_gpu/virtio*"),
    Device("bochs", ("bochs",), "DRM_BOCHS", "/sys/bus/pci/drivers/bochs*/0000:*/drm/card*"),
    Device("cirrus", ("cirrus", "cirrus_qemu"), "DRM_CIRRUS_QEMU",
           "/sys/bus/pci/drivers/cirrus*/0000:*/drm/card*"),
    Device("qxl", ("qxl",), "DRM_QXL", "/sys/bus/pci/drivers/qxl/0000:*/drm/card*"),
    Device("udmabuf", ("udmabuf",), "UDMABUF", "/dev/udmabuf"),
    Device("system heap", ("system_heap",), "DMABUF_HEAPS_SYSTEM", "/dev/dma_heap/system"),
    Device("cma heap", ("cma_heap",), "DMABUF_HEAPS_CMA", "/dev/dma_heap/[!s]*"),
    Device("sw_sync", ("sw_sync",), "SW_SYNC", "/sys/kernel/debug/sync/sw_sync"),
    Device("vivid", ("vivid",), "VIDEO_VIVID",
           "/sys/devices/platform/vivid.*/video4linux/video*"),
    Device("swap", ("zram",), "ZRAM", "/sys/block/zram0"),
    Device("vim2m", ("vim2m",), "VIDEO_VIM2M",
           "/sys/devices/platform/vim2m.*/video4linux/video*"),
]


def all_modules() -> list[str]:
    """Every module that a guest loads by itself."""
    return BOOT_MODULES + [module for device in DEVICES for module in device.modules]


def kernel_options() -> list[str]:
    """Module options in the spelling of the kernel command line, so that modprobe sees them."""
    return [f"{module}.{option}" for module, options in OPTIONS.items()
            for option in options.split()]


def parse_config(text: str) -> set[str]:
    """The names of the symbols that a kernel configuration sets."""
    pairs = (line.partition("=") for line in text.splitlines() if line.startswith("CONFIG_"))
    return {name.removeprefix("CONFIG_") for name, _, value in pairs if value != "n"}


def absence(device: Device, modules: Modules | None, config: set[str] | None) -> str:
    """Why the kernel can't have this device at all; empty if it may."""
    if config is not None and device.config not in config:
        return f"not in this kernel (CONFIG_{device.config} is not set)"
    if config is None and not any(modules and (modules.has(name) or modules.is_builtin(name))
                                  for name in device.modules):
        return f"not in this kernel (no module {device.modules[0]})"
    return ""
