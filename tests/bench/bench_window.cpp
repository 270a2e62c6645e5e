// SPDX-License-Identifier: Apache-2.0
// The program's own window over a hundred thousand applications with three hundred thousand credentials: how long its
// thread works for a key press in the filter and for another order, how soon a start shows rows, and how long an event
// ever holds it up while the tenant is read. "bench_window typing sort start sync", or some of them.
#include "auth/self_completing_opener.h"
#include "base/log.h"
#include "bench/demo_process.h"
#include "bench/kept_tenant.h"
#include "bench/measured.h"
#include "bench/open_window.h"
#include "ui/models/credential_model.h"
#include "ui/models/identity_model.h"
#include "ui/pages/credentials/credentials_page.h"
#include "ui/pages/identities/identities_page.h"
#include "ui/shell/watched_application.h"
#include "ui/widgets/headerview.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/tableview.h"

#include <QFileInfo>
#include <QProcess>
#include <QTest>

#include <cstdlib>
#include <fstream>
#include <optional>

using namespace symbolon;

namespace {

using Place = ui::MainWindow::Place;

constexpr int applications = 100'000;
constexpr int applicationsRead = 10'000; // over HTTP, from the demo tenant
constexpr int identitiesRead = 2'000;
constexpr double frame = 16; // ms
constexpr double slowerThanEmpty = 1.5;
constexpr int starts = 9;

double milliseconds(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

// How busy the computer is beside the benchmark: what others do counts against times, not against work.
void printLoad()
{
    std::ifstream file("/proc/loadavg");
    std::string minute;
    file >> minute;
    std::printf("load of the last minute: %s\n", minute.c_str());
}

// What the window's thread did until something was on the screen: its work (processor time), and the time that passed
// meanwhile, in which others may have had the processor.
struct Samples
{
    std::vector<double> work;
    std::vector<double> time;
    double longest = 0; // time of a single event

    void add(const BlockWatch &blocks)
    {
        work.push_back(milliseconds(blocks.work()));
        time.push_back(milliseconds(blocks.busy()));
        if (!blocks.longest().isEmpty())
            longest = std::max(longest, milliseconds(blocks.longest().constFirst().duration));
    }

    [[nodiscard]] bool tell(const char *what, double part) const
    {
        std::printf("%s: %zu samples, work: median %.1f ms, longest %.1f; with waiting: median %.1f, p99 %.1f; longest "
                    "single event %.1f\n",
                    what, work.size(), bench::median(work), bench::percentile(work, 1), bench::median(time),
                    bench::percentile(time, 0.99), longest);
        return bench::kept(what, bench::percentile(work, part), frame, "ms");
    }
};

// One page with its table, as somebody in front of it uses it.
struct Bench
{
    bench::OpenWindow &open;
    BlockWatch &blocks;
    ui::TablePage *page;
    ui::SearchField *field;
    std::function<bool()> isSettled;
    std::function<QString()> filter; // that is on show

    // Everything that was asked for is on the screen: events that ask for a paint come before the timers.
    void untilShown(const std::function<bool()> &arrived)
    {
        bench::OpenWindow::until([&] { return arrived() && isSettled(); });
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
    }

    void type(const QString &phrase, Samples &samples)
    {
        for (const QChar letter : phrase) {
            blocks.reset();
            QTest::keyClick(field, letter.toLatin1());
            untilShown([this] { return filter() == field->text(); });
            samples.add(blocks);
        }
        field->clear();
        untilShown([this] { return filter().isEmpty(); });
    }

    void sortByEachColumn(Samples &samples)
    {
        ui::HeaderView *header = page->table()->header();
        for (int column = 0; column < header->count(); ++column) {
            for (int press = 0; press < 2; ++press) {
                blocks.reset();
                const QPoint at(header->sectionViewportPosition(column) + header->sectionSize(column) / 2,
                                header->height() / 2);
                QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, at);
                untilShown([] { return true; });
                samples.add(blocks);
                for (const Block &block : blocks.longest())
                    worst(block);
            }
        }
    }

    void worst(const Block &block)
    {
        if (milliseconds(block.duration) > frame)
            std::printf("    %s\n", qPrintable(block.text()));
    }
};

template<typename Page>
Bench on(Page *page, bench::OpenWindow &open, BlockWatch &blocks)
{
    return {open,
            blocks,
            page,
            page->template findChild<ui::SearchField *>(),
            [page] { return page->model()->isSettled(); },
            [page] { return page->model()->filter().text; }};
}

void tellBlocks(const BlockWatch &blocks)
{
    for (const Block &block : blocks.longest())
        std::printf("    %s\n", qPrintable(block.text()));
}

// Filtering and sorting a hundred thousand applications that came out of the cache.
bool measureTables(const QString &cacheFolder, BlockWatch &blocks, bool typing, bool sort)
{
    app::Tuning tuning;
    tuning.cacheFolder = cacheFolder;
    bench::NoOpener opener;
    bench::OpenWindow open({}, tuning, opener, blocks);
    blocks.reset();
    const auto start = bench::Clock::now();
    open.workspace().openCache();
    Bench identities = on(open.window().identities(), open, blocks);
    Bench credentials = on(open.window().credentials(), open, blocks);
    identities.untilShown([&] {
        return open.window().identities()->model()->rowCount() == applications
            && open.window().credentials()->model()->rowCount() == 3 * applications;
    });
    std::printf("all rows on show after %.0f ms, %.0f MiB resident\n", bench::millisecondsSince(start),
                bench::residentMebibytes());
    tellBlocks(blocks);

    bool good = true;
    for (Bench *one : {&identities, &credentials}) {
        const bool first = one == &identities;
        open.window().go(first ? Place::Identities : Place::Credentials);
        one->untilShown([] { return true; });
        if (typing) {
            Samples keys;
            for (const char *phrase : {"service-99 production", "contoso gitlab", "nothing has this", "kind:app deploy",
                                       "issuer:gitlab 4711"})
                one->type(QString::fromLatin1(phrase), keys);
            good &=
                keys.tell(first ? "key press, Identities, p99 of work" : "key press, Credentials, p99 of work", 0.99);
        }
        if (sort) {
            Samples orders;
            one->sortByEachColumn(orders);
            good &= orders.tell(first ? "sort by any column, Identities, longest work"
                                      : "sort by any column, Credentials, longest work",
                                1);
        }
    }
    return good;
}

// Milliseconds from starting the program until it says so.
double startUntil(const char *words, const QString &home, bool cached)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("SYMBOLON_LOG"), QStringLiteral("1"));
    environment.insert(QStringLiteral("XDG_CACHE_HOME"), home);
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), home + QStringLiteral("/config"));
    QProcess program;
    program.setProcessEnvironment(environment);
    program.setProcessChannelMode(QProcess::MergedChannels);
    const auto start = bench::Clock::now();
    program.start(QCoreApplication::applicationDirPath() + QStringLiteral("/symbolon"),
                  cached ? QStringList() : QStringList{QStringLiteral("--no-cache")});
    QByteArray said;
    double after = -1;
    while (after < 0 && program.waitForReadyRead(60'000)) {
        said += program.readAll();
        if (said.contains(words))
            after = bench::millisecondsSince(start);
    }
    program.kill();
    program.waitForFinished();
    if (after < 0)
        throw std::runtime_error("the program did not start: " + said.toStdString());
    return after;
}

// `home`: its cache holds the tenant. One after the other, so that both meet the same computer.
bool measureStart(const QString &home)
{
    std::vector<double> empty;
    std::vector<double> cached;
    for (int i = 0; i <= starts; ++i) {
        const double one = startUntil("window on screen", home, false);
        const double other = startUntil("identities on screen", home, true);
        if (i == 0)
            continue; // what the disk had to bring
        empty.push_back(one);
        cached.push_back(other);
    }
    std::printf("start of the program, median of %d: empty window after %.0f ms, rows of the cache after %.0f ms\n",
                starts, bench::median(empty), bench::median(cached));
    return bench::kept("first rows painted beside an empty window", bench::median(cached) / bench::median(empty),
                       slowerThanEmpty, "x");
}

// The tenant is read over HTTP while the window is open.
bool measureSync(BlockWatch &blocks)
{
    const bench::DemoProcess demo(
        {QStringLiteral("--scale"), QStringLiteral("apps=%1,identities=%2").arg(applicationsRead).arg(identitiesRead)});
    bool good = true;
    for (const bool first : {true, false}) {
        app::Options options;
        options.cloud = demo.cloudFile();
        options.assess = true;
        auth::SelfCompletingOpener opener(demo.login(), demo.defaultAccount());
        bench::OpenWindow open(options, {}, opener, blocks);
        QCoreApplication::processEvents();
        blocks.reset();
        const auto start = bench::Clock::now();
        open.workspace().signIn();
        bench::OpenWindow::until([&] { return open.workspace().identities().size() > 0; });
        if (!first)
            open.window().go(Place::Credentials);
        Bench page = first ? on(open.window().identities(), open, blocks)
                           : on(open.window().credentials(), open, blocks);
        page.untilShown([&] {
            const workspace::SyncPhase phase = open.workspace().syncState().phase;
            return phase != workspace::SyncPhase::NotStarted && phase != workspace::SyncPhase::Running;
        });
        good &= open.workspace().syncState().isComplete();
        std::printf("%s: %lld identities, %lld credentials read in %.0f ms; the window's thread was busy for %.0f ms\n",
                    first ? "Identities" : "Credentials", static_cast<long long>(open.workspace().identities().size()),
                    static_cast<long long>(open.workspace().credentials().size()), bench::millisecondsSince(start),
                    milliseconds(blocks.busy()));
        tellBlocks(blocks);
        const double longest = blocks.longest().isEmpty() ? 0 : milliseconds(blocks.longest().constFirst().duration);
        good &=
            bench::kept(first ? "longest block during a sync, Identities" : "longest block during a sync, Credentials",
                        longest, frame, "ms");
    }
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
    const QStringList parts = QApplication::arguments().mid(1);
    const auto wanted = [&parts](const char *part) {
        return parts.isEmpty() || parts.contains(QString::fromLatin1(part));
    };
    bool good = true;
    try {
        const QTemporaryDir home;
        const QString caches = home.filePath(QStringLiteral("symbolon/tenants"));
        printLoad();
        if (wanted("typing") || wanted("sort") || wanted("start"))
            bench::keepTenant(caches, applications);
        if (wanted("start"))
            good &= measureStart(home.path());
        if (wanted("typing") || wanted("sort"))
            good &= measureTables(caches, application.blocks(), wanted("typing"), wanted("sort"));
        if (wanted("sync"))
            good &= measureSync(application.blocks());
        printLoad();
    } catch (const std::exception &error) {
        std::printf("%s\n", error.what());
        good = false;
    }
    std::fflush(stdout);
    return good ? 0 : 1;
}
