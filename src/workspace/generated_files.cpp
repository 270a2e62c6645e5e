// SPDX-License-Identifier: Apache-2.0
#include "workspace/generated_files.h"

#include "base/shown.h"
#include "base/whole_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace symbolon::workspace {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("GeneratedFiles", text);
}

Unexpected failed(ErrorKind kind, const QString &sentence)
{
    return failure(Error{.kind = kind, .message = sentence});
}

} // namespace

Result<void> writeFiles(const QList<exports::GeneratedFile> &files, const QString &folder, bool overwrite)
{
    const QDir place(folder);
    if (!place.mkpath(QStringLiteral(".")))
        return failed(ErrorKind::Storage, tr("The folder “%1” cannot be made.").arg(shown(folder)));
    for (const exports::GeneratedFile &file : files) {
        // A link that leads nowhere does not "exist", and yet the file would be made where it leads to.
        const QFileInfo info(place.filePath(file.name));
        if (info.isSymLink() || (info.exists() && (!overwrite || !info.isFile())))
            return failed(ErrorKind::Validation,
                          tr("“%1” is there already; nothing was written.").arg(shown(info.filePath())));
    }
    for (const exports::GeneratedFile &file : files) {
        const QString where = place.filePath(file.name);
        if (const auto written = writeWhole(where, file.bytes); !written)
            return failed(ErrorKind::Storage,
                          tr("“%1” cannot be written: %2").arg(shown(where), written.error().message));
    }
    return {};
}

} // namespace symbolon::workspace
