// SPDX-License-Identifier: Apache-2.0
#include "base/whole_file.h"

#include <QSaveFile>

namespace symbolon {

Result<void> writeWhole(const QString &path, const QByteArray &bytes, std::optional<QFile::Permissions> permissions)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || (permissions && !file.setPermissions(*permissions))
        || file.write(bytes) != bytes.size() || !file.commit())
        return failure(Error{.kind = ErrorKind::Storage, .message = file.errorString()});
    return {};
}

} // namespace symbolon
