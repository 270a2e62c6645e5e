// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QUuid>

namespace symbolon::cloud::graph {

// The body of removePassword.
[[nodiscard]] QByteArray encodeKeyId(const QUuid &keyId);

// The change of an application, given as the service tells it with its keyCredentials, that takes one of them away. The
// others are named without their bytes, which leaves them as they are. ErrorKind::NotFound: it is not among them.
[[nodiscard]] Result<QByteArray> encodeKeysWithout(const QByteArray &application, const QUuid &keyId);

} // namespace symbolon::cloud::graph
