// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <tl/expected.hpp>

namespace symbolon {

// The outcome of anything that can fail. Only names that std::expected has too are used, so that a newer toolchain
// needs a change here alone. An alias, not a subclass: a derived class would break and_then.
template<typename T>
using Result = tl::expected<T, Error>;

using Unexpected = tl::unexpected<Error>;

[[nodiscard]] inline Unexpected failure(Error error)
{
    return Unexpected(std::move(error));
}

} // namespace symbolon
