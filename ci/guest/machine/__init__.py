# SPDX-License-Identifier: MIT
"""The virtual machine: its initramfs, devices, accelerator, QEMU process and console."""
