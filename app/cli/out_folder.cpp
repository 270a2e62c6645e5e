// SPDX-License-Identifier: Apache-2.0
#include "out_folder.h"

#include "base/shown.h"
#include "workspace/generated_files.h"

#include <QCoreApplication>
#include <QDir>

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
    if (const auto written = workspace::writeFiles(generated.files, path, overwrite); !written) {
        context.console.say(written.error().message);
        if (written.error().kind != ErrorKind::Validation)
            return ExitCode::PartlyDone;
        context.console.say(tr("--force writes over files."));
        return ExitCode::Usage;
    }
    for (const exports::GeneratedFile &file : generated.files)
        context.console.data(shown(QDir(path).filePath(file.name)) + u'\n');
    for (const QString &notice : generated.notices)
        context.console.say(notice);
    return ExitCode::Fine;
}

} // namespace symbolon::cli
