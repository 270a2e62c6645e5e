// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trust/credential.h"

#include <QDataStream>

namespace symbolon::store {

// The version of every QDataStream in a cache file; another one would be another CacheFile::schema.
inline constexpr int streamVersion = QDataStream::Qt_6_4;

// Text as UTF-8 with its length in front: half of what QDataStream writes for a QString. Null and empty read back as
// empty. A length that the data does not hold sets the stream's status.
void writeText(QDataStream &stream, const QString &text);
[[nodiscard]] QString readText(QDataStream &stream);
void writeTexts(QDataStream &stream, const QStringList &texts);
[[nodiscard]] QStringList readTexts(QDataStream &stream);
// The length of a list that is about to be read; 0, with the stream's status set, when the data cannot hold so many.
[[nodiscard]] qsizetype readCount(QDataStream &stream);
void writeCount(QDataStream &stream, qsizetype count);

void writeCredential(QDataStream &stream, const trust::FederatedCredential &credential);
[[nodiscard]] trust::FederatedCredential readCredential(QDataStream &stream);

} // namespace symbolon::store
