// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/common/generated_files.h"

#include <QCoreApplication>
#include <QDir>
#include <QSaveFile>

namespace symbolon::ui {

Result<void> writeFiles(const QList<exports::GeneratedFile> &files, const QString &folder)
{
    const QDir place(folder);
    for (const exports::GeneratedFile &file : files) {
        if (place.exists(file.name)) {
            const QString words =
                QCoreApplication::translate("GeneratedFiles", "%1 is there already; choose another folder");
            return failure(Error{.kind = ErrorKind::Validation, .message = words.arg(file.name)});
        }
    }
    for (const exports::GeneratedFile &file : files) {
        QSaveFile out(place.filePath(file.name));
        if (!out.open(QIODevice::WriteOnly) || out.write(file.bytes) != file.bytes.size() || !out.commit())
            return failure(Error{.kind = ErrorKind::Validation, .message = out.errorString()});
    }
    return {};
}

} // namespace symbolon::ui
