// SPDX-License-Identifier: MIT
//
// Claim: a buffer stays one buffer on its way through a device: imported twice into one device
// file it has one handle, handed out again it is the buffer that came in, not a copy of it, and
// back at the device that made it, in whichever file, it is the object that went out.
// Owed by: Documentation/gpu/drm-mm.rst, "PRIME Buffer Sharing", and drm_prime.c: a device file
// keeps a table of dma-bufs and handles in both directions; drm_gem_prime_import_dev(): what comes
// from "our own gem" is a reference to that.
// Red when: the lookup table misses an entry (two handles, two attachments, a close of one frees
// under the other), an importer exports its own wrapper of the foreign buffer, or a driver wraps
// what is its own.

#include <gtest/gtest.h>

#include "support/matrix/sharing.h"

namespace cf
{
namespace
{

class ImportIdentity : public PairTest
{
};

TEST_P(ImportIdentity, second_import_gives_the_same_handle)
{
	const auto buffer = exporter().create(page_size());
	const auto session = importer().open();

	const auto first = session->import(buffer->dmabuf());
	const auto second = session->import(buffer->dmabuf().duplicate());

	EXPECT_EQ(first->handle(), second->handle());
}

TEST_P(ImportIdentity, two_buffers_have_two_handles)
{
	const auto one = exporter().create(page_size());
	const auto other = exporter().create(page_size());
	const auto session = importer().open();

	const auto first = session->import(one->dmabuf());
	const auto second = session->import(other->dmabuf());

	EXPECT_NE(first->handle(), second->handle());
}

class OwnBuffer : public PairTest
{
};

TEST_P(OwnBuffer, is_the_same_object_in_another_file)
{
	const auto buffer = exporter().create(page_size());
	const auto session = importer().open();

	const auto again = session->import(buffer->dmabuf());

	EXPECT_EQ(again->try_global_name().take(), buffer->try_global_name().take());
}

std::vector<Pair> with_themselves()
{
	std::vector<Pair> found = pairs({.handles = true});
	std::erase_if(found,
		[](const Pair &pair) { return pair.exporter->node() != pair.importer->node(); });
	return found;
}

class SizedIdentity : public SizedPairTest
{
};

TEST_P(SizedIdentity, reexport_gives_the_original_buffer)
{
	const auto buffer = exporter().create(size());
	const auto session = importer().open();
	const auto imported = session->import(buffer->dmabuf());

	const DmaBuf again = imported->try_reexport().take();

	EXPECT_EQ(again.inode(), buffer->dmabuf().inode());
	EXPECT_EQ(again.size(), buffer->dmabuf().size());
	EXPECT_EQ(again.info().exporter_name, buffer->dmabuf().info().exporter_name);
}

class ExporterIdentity : public ExporterTest
{
};

TEST_P(ExporterIdentity, own_reimport_gives_the_same_handle)
{
	const auto buffer = exporter().create(page_size());

	const auto again = buffer->try_reimport();

	EXPECT_EQ(again.value(), buffer->handle());
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ImportIdentity);
INSTANTIATE_TEST_SUITE_P(
	Pairs, ImportIdentity, testing::ValuesIn(pairs({.handles = true})), ParameterName{});

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(OwnBuffer);
INSTANTIATE_TEST_SUITE_P(Devices, OwnBuffer, testing::ValuesIn(with_themselves()), ParameterName{});

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(SizedIdentity);
INSTANTIATE_TEST_SUITE_P(Pairs, SizedIdentity,
	testing::ValuesIn(sized_pairs({.handles = true}, usual_sizes())), ParameterName{});

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ExporterIdentity);
INSTANTIATE_TEST_SUITE_P(Exporters, ExporterIdentity,
	testing::ValuesIn(exporters({.handles = true})), ParameterName{});

} // namespace
} // namespace cf
