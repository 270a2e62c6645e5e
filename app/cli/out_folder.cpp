// SPDX-License-Identifier: Apache-2.0
#include "out_folder.h"

#include "base/shown.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace symbolon::cli {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("OutFolder", text);
}

} // namespace

QList<QCommandLineOption> outOptions()
{
    return {{QStringLiteral("out"), tr("The folder that files are written to."), QStringLiteral("DIR")},
            {QStringLiteral("force"), tr("Write over files that are there already.")}};
}

Result<OutFolder> OutFolder::from(const QCommandLineParser &parser)
{
    const QString path = parser.value(QStringLiteral("out"));
    if (path.isEmpty())
        return failure(Error{.kind = ErrorKind::Validation, .message = tr("Say where to write to: --out DIR.")});
    return OutFolder{path, parser.isSet(QStringLiteral("force"))};
}

ExitCode OutFolder::write(const CommandContext &context, const exports::Generated &generated) const
{
    const QDir folder(path);
    if (!folder.mkpath(QStringLiteral("."))) {
        context.console.say(tr("The folder “%1” cannot be made.").arg(shown(path)));
        return ExitCode::Usage;
    }
    for (const exports::GeneratedFile &file : generated.files) {
        // A link that leads nowhere exists, too: QSaveFile would write where it leads to.
        const QFileInfo info(folder.filePath(file.name));
        if (info.isSymLink() || (info.exists() && (!overwrite || !info.isFile()))) {
            context.console.say(tr("“%1” is there already; nothing was written. --force writes over files.")
                                    .arg(shown(info.filePath())));
            return ExitCode::Usage;
        }
    }
    for (const exports::GeneratedFile &file : generated.files) {
        const QString where = folder.filePath(file.name);
        QSaveFile out(where);
        if (!out.open(QIODevice::WriteOnly) || out.write(file.bytes) != file.bytes.size() || !out.commit()) {
            context.console.say(tr("“%1” cannot be written: %2").arg(shown(where), out.errorString()));
            return ExitCode::PartlyDone;
        }
        context.console.data(shown(where) + u'\n');
    }
    for (const QString &notice : generated.notices)
        context.console.say(notice);
    return ExitCode::Fine;
}

} // namespace symbolon::cli
