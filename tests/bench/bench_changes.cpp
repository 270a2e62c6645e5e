// SPDX-License-Identifier: Apache-2.0
// The page Changes over five thousand staged operations in the program's own window: how long an event holds its thread up
// while they are staged, shown, chosen, moved, filtered and thrown away.
#include "base/log.h"
#include "bench/kept_tenant.h"
#include "bench/measured.h"
#include "bench/open_window.h"
#include "ui/models/staged_changes.h"
#include "ui/pages/changes/changes_page.h"
#include "ui/pages/changes/operations_model.h"
#include "ui/shell/watched_application.h"

#include <QDeadlineTimer>
#include <QListView>
#include <QTimer>

using namespace symbolon;

namespace {

using Place = ui::MainWindow::Place;

constexpr int applications = 2'000; // with three credentials each
constexpr qsizetype staged = 5'000;
constexpr double frame = 16;  // ms
constexpr int settling = 800; // ms: what is kept on the disk is written a moment later

double milliseconds(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

// Another issuer for each.
QList<trust::Operation> operations(const workspace::Workspace &workspace)
{
    QList<trust::Operation> all;
    for (const workspace::CredentialRow &row : workspace.credentials().rows()) {
        if (all.size() == staged)
            break;
        trust::Operation one;
        one.identity = row.identity();
        one.identityName = row.identityName();
        one.before = *row.credential;
        one.after = *row.credential;
        one.after->issuer = QStringLiteral("https://oidc.contoso.com/rebuilt");
        all.append(one);
    }
    return all;
}

// Does it in an event of its own, and whatever follows.
bool measure(ui::MainWindow &window, BlockWatch &blocks, const char *what, const std::function<void()> &deed)
{
    blocks.reset();
    QTimer::singleShot(0, &window, deed);
    const QDeadlineTimer end(settling);
    while (!end.hasExpired())
        QCoreApplication::processEvents(QEventLoop::AllEvents, settling);
    double longest = 0;
    for (const Block &block : blocks.longest()) {
        longest = std::max(longest, milliseconds(block.work));
        std::printf("    %s\n", qPrintable(block.text()));
    }
    return bench::kept(what, longest, frame, "ms");
}

bool measureAll(const QString &cacheFolder, BlockWatch &blocks)
{
    app::Tuning tuning;
    tuning.cacheFolder = cacheFolder;
    bench::NoOpener opener;
    bench::OpenWindow open({}, tuning, opener, blocks);
    open.workspace().openCache();
    bench::OpenWindow::until([&] { return open.workspace().credentials().size() == 3 * applications; });
    ui::MainWindow &window = open.window();
    ui::StagedChanges &changes = window.staged();
    ui::ChangesPage *page = window.changes();
    const QList<trust::Operation> all = operations(open.workspace());
    const auto at = [&changes](qsizetype place) { return changes.set().operations.at(place).id; };
    bool good = true;
    const auto run = [&](const char *what, const std::function<void()> &deed) {
        good &= measure(window, blocks, what, deed);
    };
    trust::ChangeSet asked;
    asked.operations = all;
    const trust::OrderedChanges plan = trust::inOrder(asked, [&open](const trust::IdentityKey &key) {
        const workspace::IdentityRow *row = open.workspace().identity(key);
        return row ? row->identity.credentials : QList<trust::FederatedCredential>();
    });
    run("staging 5,000 operations of a file", [&] { changes.stage(all); });
    changes.discard();
    run("staging a plan of 5,000 operations", [&] { changes.stagePlan(plan); });
    run("the page for the first time", [&] { window.go(Place::Changes); });
    run("choosing another operation", [&] { page->select(at(2'500)); });
    run("choosing the last one", [&] { page->select(at(staged - 1)); });
    run("moving one to the front", [&] { changes.move(staged - 1, 0); });
    run("staging one of them anew", [&] {
        trust::Operation again = all.at(1'234);
        again.id = QUuid::createUuid();
        again.after->issuer += QStringLiteral("/again");
        changes.stage(again);
    });
    run("a letter of the ticket", [&] { changes.setTicket(QStringLiteral("CHG1")); });
    run("a filter", [&] { page->setFilterText(QStringLiteral("rebuilt 99")); });
    run("no filter", [&] { page->clearFilter(); });
    run("taking one out", [&] { changes.unstage(at(10)); });
    run("throwing all away", [&] { changes.discard(); });
    return good;
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("DBUS_SESSION_BUS_ADDRESS", "disabled:"); // nobody's keychain
    installLog();
    ui::WatchedApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("symbolon"));
    bool good = false;
    try {
        const QTemporaryDir home;
        const QString caches = home.filePath(QStringLiteral("symbolon/tenants"));
        bench::keepTenant(caches, applications);
        good = measureAll(caches, application.blocks());
    } catch (const std::exception &error) {
        std::printf("%s\n", error.what());
    }
    std::fflush(stdout);
    return good ? 0 : 1;
}
