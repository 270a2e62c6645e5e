// SPDX-License-Identifier: Apache-2.0
// The desktop program: options, the one QApplication, and the wiring of window and workspace.
#include "base/log.h"
#include "base/shown.h"
#include "desktop_opener.h"
#include "gallery_run.h"
#include "program.h"
#include "start_report.h"
#include "ui/pages/changes/changes_page.h"
#include "ui/shell/watched_application.h"
#include "wiring/core_dumps.h"
#include "wiring/texts.h"

#include <QApplication>
#include <QClipboard>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>

#include <cstring>
#include <optional>

using namespace symbolon;

namespace {

constexpr int usageError = 2;
constexpr int serviceError = 4;

// The value behind "--name" before there is a parser; some choices must be made before QApplication exists.
std::optional<QByteArray> early(int argc, char **argv, const char *name)
{
    const std::size_t length = std::strlen(name);
    for (int i = 1; i < argc; ++i) {
        if (std::strncmp(argv[i], name, length) != 0)
            continue;
        if (argv[i][length] == '=')
            return QByteArray(argv[i] + length + 1);
        if (argv[i][length] == '\0')
            return QByteArray(i + 1 < argc ? argv[i + 1] : "");
    }
    return std::nullopt;
}

void complain(const QString &text)
{
    QTextStream(stderr) << QStringLiteral("symbolon: ") << text << Qt::endl;
}

const QString changesSuffix = QStringLiteral(".symbolon-changes");

struct GalleryArguments
{
    bool wanted = false;
    ui::GalleryOptions options;
};

Result<GalleryArguments> readGallery(const QCommandLineParser &parser)
{
    const auto invalid = [](const QString &sentence) {
        return failure(Error{.kind = ErrorKind::Validation, .message = sentence});
    };
    GalleryArguments gallery;
    gallery.wanted = parser.isSet(QStringLiteral("gallery"));
    gallery.options.folder = parser.value(QStringLiteral("gallery"));
    const QString theme = parser.value(QStringLiteral("theme"));
    if (theme == QStringLiteral("light"))
        gallery.options.looks = {ui::Appearance::Choice::Light};
    else if (theme == QStringLiteral("dark"))
        gallery.options.looks = {ui::Appearance::Choice::Dark};
    else if (!theme.isEmpty())
        return invalid(QCoreApplication::translate("main", "--theme is light or dark."));
    const QString size = parser.value(QStringLiteral("size"));
    if (!size.isEmpty()) {
        const QStringList parts = size.split(QLatin1Char('x'));
        const QSize pixels(parts.value(0).toInt(), parts.value(1).toInt());
        if (parts.size() != 2 || pixels.width() < 640 || pixels.height() < 480 || pixels.width() > 7680
            || pixels.height() > 4320)
            return invalid(QCoreApplication::translate("main", "--size is WIDTHxHEIGHT, from 640x480 to 7680x4320."));
        gallery.options.sizes = {pixels};
    }
    return gallery;
}

void addGalleryOptions(QCommandLineParser &parser)
{
    const auto add = [&](const QString &name, const QString &text, const QString &value) {
        parser.addOption({name, text, value});
    };
    add(QStringLiteral("gallery"), QCoreApplication::translate("main", "Draw every page and state into PNG files."),
        QStringLiteral("DIR"));
    add(QStringLiteral("theme"), QCoreApplication::translate("main", "With --gallery: light or dark alone."),
        QStringLiteral("light|dark"));
    add(QStringLiteral("size"), QCoreApplication::translate("main", "With --gallery: one size alone."),
        QStringLiteral("WxH"));
    add(QStringLiteral("scale"), QCoreApplication::translate("main", "Enlarge everything."), QStringLiteral("N"));
}

void describe(QCommandLineParser &parser)
{
    parser.setApplicationDescription(QCoreApplication::translate(
        "main", "Shows and edits the workload identity federation of a Microsoft Entra tenant."));
    parser.addPositionalArgument(QStringLiteral("FILE"),
                                 QCoreApplication::translate("main", "Staged changes (.symbolon-changes) to look at."),
                                 QStringLiteral("[FILE.symbolon-changes]"));
    parser.addHelpOption();
    parser.addVersionOption();
    app::addOptions(parser);
    parser.addOption({QStringLiteral("no-cache"),
                      QCoreApplication::translate("main", "Neither show nor keep what was read of the tenant.")});
    addGalleryOptions(parser);
    // For scripts: ends with 0 where a window can be opened.
    QCommandLineOption probe(QStringLiteral("probe-display"));
    probe.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOption(probe);
}

// One file of staged changes, and nothing else.
bool hasWrongArguments(const QCommandLineParser &parser)
{
    const QStringList files = parser.positionalArguments();
    return files.size() > 1 || (!files.isEmpty() && !files.constFirst().endsWith(changesSuffix));
}

// What only answers on the terminal or draws files must work where no window can be opened.
bool needsNoDisplay(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    QCommandLineParser parser;
    describe(parser);
    return !parser.parse(arguments) || parser.isSet(QStringLiteral("help")) || parser.isSet(QStringLiteral("version"))
        || parser.isSet(QStringLiteral("gallery")) || hasWrongArguments(parser);
}

ui::AskPath savePathAsker(QWidget *parent)
{
    return [parent](const QString &proposed, const std::function<void(const QString &)> &chosen) {
        auto *dialog = new QFileDialog(parent, {}, proposed);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setNameFilters({QCoreApplication::translate("main", "Pictures (*.svg *.png)")});
        dialog->setDefaultSuffix(QStringLiteral("svg"));
        dialog->selectFile(proposed);
        QObject::connect(dialog, &QFileDialog::fileSelected, parent, chosen);
        QObject::connect(dialog, &QDialog::rejected, parent, [chosen] { chosen({}); });
        dialog->open();
    };
}

ui::AskPath openPathAsker(QWidget *parent)
{
    return [parent](const QString &kind, const std::function<void(const QString &)> &chosen) {
        auto *dialog = new QFileDialog(parent, {}, {});
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::ExistingFile);
        QStringList filters{QCoreApplication::translate("main", "All files (*)")};
        if (!kind.isEmpty())
            filters.prepend(kind);
        dialog->setNameFilters(filters);
        QObject::connect(dialog, &QFileDialog::fileSelected, parent, chosen);
        QObject::connect(dialog, &QDialog::rejected, parent, [chosen] { chosen({}); });
        dialog->open();
    };
}

ui::AskPath folderAsker(QWidget *parent)
{
    return [parent](const QString & /*proposed*/, const std::function<void(const QString &)> &chosen) {
        auto *dialog = new QFileDialog(parent, {}, {});
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::Directory);
        dialog->setOption(QFileDialog::ShowDirsOnly);
        QObject::connect(dialog, &QFileDialog::fileSelected, parent, chosen);
        QObject::connect(dialog, &QDialog::rejected, parent, [chosen] { chosen({}); });
        dialog->open();
    };
}

// Shows what a file of changes would stage, when the tenant is there that it has to belong to. Nothing is written by it.
void openWhenThere(ui::MainWindow &window, workspace::Workspace &workspace, const QString &file)
{
    auto *once = new QObject(&window);
    QObject::connect(&workspace, &workspace::Workspace::identitiesChanged, once, [&window, &workspace, once, file] {
        if (workspace.tenant().id.isEmpty())
            return;
        once->deleteLater();
        window.go(ui::MainWindow::Place::Changes);
        window.changes()->openFile(file);
    });
}

int run(ui::WatchedApplication &application, const app::Options &options, const GalleryArguments &gallery,
        const QString &changesFile, const QElapsedTimer &sinceStart)
{
    QTemporaryDir forGallery; // pictures never depend on what somebody chose before
    ui::Settings settings(gallery.wanted ? forGallery.filePath(QStringLiteral("window.ini"))
                                         : ui::Settings::defaultFile());
    app::DesktopOpener opener;
    ui::Appearance appearance(QApplication::font());
    app::Program program(options,
                         {.opener = opener,
                          .appearance = appearance,
                          .settings = settings,
                          .clipboard = [](const QString &text) { QApplication::clipboard()->setText(text); },
                          .clipboardText = [] { return QApplication::clipboard()->text(); },
                          .askSavePath = savePathAsker,
                          .askOpenPath = openPathAsker,
                          .askFolder = folderAsker,
                          .blocks = &application.blocks(),
                          .showsCache = !gallery.wanted});
    appearance.install(application);
    appearance.setChoice(settings.appearance());
    if (const Result<void> opened = program.open(); !opened) {
        complain(oneLine(opened.error()));
        const bool named = opened.error().kind == ErrorKind::Validation
            || opened.error().kind == ErrorKind::Storage; // a file that cannot be read
        return named ? usageError : serviceError;
    }
    if (gallery.wanted) {
        app::runGallery(program.window(), program.context(), *program.composition().demoServer(), gallery.options);
    } else {
        workspace::Workspace &workspace = program.composition().workspace();
        new app::StartReport(program.window(), sinceStart);
        program.window().show();
        if (!changesFile.isEmpty())
            openWhenThere(program.window(), workspace, changesFile);
        // The demo tenant and given tokens need no person.
        if (options.demo || options.auth == auth::Way::Token || options.auth == auth::Way::Workload)
            workspace.signIn();
    }
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    QElapsedTimer sinceStart;
    sinceStart.start();
    app::forbidCoreDumps();
    installLog();
    if (needsNoDisplay(argc, argv) && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    if (const auto scale = early(argc, argv, "--scale"))
        qputenv("QT_SCALE_FACTOR", *scale);

    ui::WatchedApplication application(argc, argv);
    app::installTexts(application);
    QApplication::setApplicationName(QStringLiteral("symbolon"));
    QApplication::setApplicationDisplayName(QStringLiteral("Symbolon"));
    QApplication::setApplicationVersion(QStringLiteral(SYMBOLON_VERSION));

    QCommandLineParser parser;
    describe(parser);
    if (!parser.parse(QApplication::arguments())) {
        complain(parser.errorText());
        return usageError;
    }
    if (parser.isSet(QStringLiteral("help")))
        parser.showHelp();
    if (parser.isSet(QStringLiteral("version")))
        parser.showVersion();
    if (parser.isSet(QStringLiteral("probe-display")))
        return 0;
    const QStringList files = parser.positionalArguments();
    if (hasWrongArguments(parser)) {
        complain(QCoreApplication::translate("main", "“%1” is not an option and no file of staged changes. See --help.")
                     .arg(shown(files.constLast())));
        return usageError;
    }
    const auto gallery = readGallery(parser);
    auto options = app::readOptions(parser, QProcessEnvironment::systemEnvironment());
    if (!gallery || !options) {
        complain(gallery ? options.error().message : gallery.error().message);
        return usageError;
    }
    options->keepCache = !parser.isSet(QStringLiteral("no-cache"));
    if (gallery->wanted)
        *options = app::Options{.demo = true};
    return run(application, *options, *gallery, files.value(0), sinceStart);
}
