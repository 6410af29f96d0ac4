// SPDX-License-Identifier: MIT
#include "kernel_rules/kunit_suites.h"

namespace cf
{

std::string KunitSuite::needs() const
{
	return "needs " + module + " (" + option + ", CONFIG_KUNIT_DEBUGFS, Linux 6.8)";
}

const std::vector<KunitSuite> &kunit_suites()
{
	static const std::vector<KunitSuite> suites{
		{"dma-buf-fence", "dmabuf_kunit", "CONFIG_DMABUF_KUNIT_TEST", "test_",
			{"sanitycheck", "signaling", "add_callback", "late_add_callback",
				"rm_callback", "late_rm_callback", "status", "error", "wait",
				"wait_timeout", "stub", "race_signal_callback"}},
		{"dma-buf-fence-chain", "dmabuf_kunit", "CONFIG_DMABUF_KUNIT_TEST", "test_",
			{"sanitycheck", "find_seqno", "find_signaled", "find_out_of_order",
				"find_gap", "find_race", "signal_forward", "signal_backward",
				"wait_forward", "wait_backward", "wait_random"}},
		{"dma-buf-fence-unwrap", "dmabuf_kunit", "CONFIG_DMABUF_KUNIT_TEST", "test_",
			{"sanitycheck", "unwrap_array", "unwrap_chain", "unwrap_chain_array",
				"unwrap_merge", "unwrap_merge_duplicate", "unwrap_merge_seqno",
				"unwrap_merge_order", "unwrap_merge_complex",
				"unwrap_merge_complex_seqno"}},
		{"dma-buf-resv", "dmabuf_kunit", "CONFIG_DMABUF_KUNIT_TEST", "test_",
			{"sanitycheck", "signaling", "for_each", "for_each_unlocked",
				"get_fences"}},
		{"drm_exec", "drm_exec_test", "CONFIG_DRM_KUNIT_TEST", "",
			{"sanitycheck", "test_lock", "test_lock_unlock", "test_duplicates",
				"test_prepare", "test_prepare_array", "test_multiple_loops"}},
		{"drm_gem_shmem", "drm_gem_shmem_test", "CONFIG_DRM_KUNIT_TEST",
			"drm_gem_shmem_test_",
			{"obj_create", "obj_create_private", "pin_pages", "vmap", "get_sg_table",
				"get_pages_sgt", "madvise", "purge"}},
	};
	return suites;
}

} // namespace cf
