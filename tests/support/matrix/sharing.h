// SPDX-License-Identifier: MIT
#pragma once

#include <gtest/gtest.h>

#include "support/matrix/pairs.h"
#include "support/matrix/refusals.h"
#include "support/matrix/sized.h"
#include "support/require.h"

// The fixtures of matrix tests. Each skips, before anything is done, the pairs that the refusal
// table names for this kernel; for all others an import that fails is a failed test.

namespace cf
{

inline void require_not_refused(const Refusal *refusal)
{
	require(refusal == nullptr, refusal ? refusal->reason : "");
}

inline void require_accepted(const Pair &pair)
{
	require_not_refused(expected_refusal(pair));
}

// Skips an exporter whose dma-bufs userspace can't map.
inline void require_mappable(const RoleIdentity &exporter)
{
	require_not_refused(expected_refusal(exporter, RoleIdentity{"cpu", "cpu"}));
}

inline void require_mappable(const Exporter &exporter)
{
	require_mappable(RoleIdentity{exporter.driver(), exporter.name()});
}

// Skips an exporter that maps for no device but its own, and so not for the probe's importer.
inline void require_mapped_for_others(const Exporter &exporter)
{
	require_not_refused(
		expected_refusal({exporter.driver(), exporter.name()}, {"probe", "probe"}));
}

// A source that fences what it has imported must be able to import it.
inline void require_fenceable(const FenceSource &source, const Exporter &exporter)
{
	require_not_refused(expected_refusal(source, exporter));
}

class ExporterTest : public testing::TestWithParam<ExporterRef>
{
protected:
	const Exporter &exporter() const { return *GetParam(); }
};

class SizedExporterTest : public testing::TestWithParam<Sized<ExporterRef>>
{
protected:
	const Exporter &exporter() const { return *GetParam().subject; }
	std::size_t size() const { return GetParam().size; }
};

class PairTest : public testing::TestWithParam<Pair>
{
protected:
	void SetUp() override { require_accepted(GetParam()); }

	const Exporter &exporter() const { return *GetParam().exporter; }
	const Importer &importer() const { return *GetParam().importer; }
};

class SizedPairTest : public testing::TestWithParam<Sized<Pair>>
{
protected:
	void SetUp() override { require_accepted(GetParam().subject); }

	const Exporter &exporter() const { return *GetParam().subject.exporter; }
	const Importer &importer() const { return *GetParam().subject.importer; }
	std::size_t size() const { return GetParam().size; }
};

} // namespace cf
