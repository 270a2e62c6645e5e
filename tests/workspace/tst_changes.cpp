// SPDX-License-Identifier: Apache-2.0
#include "base/log.h"
#include "demo/demo_client.h"
#include "demo/signing_key.h"
#include "scaled_workspace.h"
#include "workspace/lines.h"
#include "workspace/snapshot.h"

#include <QDir>
#include <QTcpServer>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <limits>
#include <memory>
#include <optional>

using namespace symbolon;
using demo::ServiceKind;
using demo::TroublePlan;
using demo::TroubleRule;
using demo::test::Answer;
using demo::test::DemoClient;
using test::ScaledWorkspace;
using workspace::Source;
using workspace::SourcePhase;
using workspace::SyncPhase;

namespace {

// More than what is listed anew every time.
constexpr int apps = 2050;
constexpr int identities = 40;
constexpr char applications[] = "/v1.0/applications/";
constexpr char credentials[] = "/federatedIdentityCredentials";

// A clock that tests put forward.
struct Hands
{
    std::shared_ptr<qint64> ahead = std::make_shared<qint64>(0);
    [[nodiscard]] Clock clock() const
    {
        return [ahead = ahead] { return QDateTime::currentDateTimeUtc().addSecs(*ahead); };
    }
};

app::Tuning tuning(const QString &cacheFolder, const Clock &clock = systemClock())
{
    app::Tuning tuning = ScaledWorkspace::quick();
    tuning.cacheFolder = cacheFolder;
    tuning.clock = clock;
    return tuning;
}

TroublePlan troubleAt(const char *path, TroubleRule rule)
{
    rule.service = "graph";
    rule.path = path;
    TroublePlan plan;
    plan.rules.push_back(rule);
    return plan;
}

TroubleRule answering(int status, int times = 0)
{
    TroubleRule rule;
    rule.status = status;
    rule.times = times;
    return rule;
}

std::string idIn(const Answer &answer, const char *name = "id")
{
    return answer.json.value(QLatin1String(name)).toString().toStdString();
}

QString cacheFileIn(const QTemporaryDir &folder)
{
    const QStringList files = QDir(folder.path()).entryList({QStringLiteral("*.cache")});
    return files.isEmpty() ? QString() : folder.filePath(files.constFirst());
}

void compareRows(const workspace::Workspace &one, const workspace::Workspace &other)
{
    QCOMPARE(one.identities().size(), other.identities().size());
    QCOMPARE(one.credentials().size(), other.credentials().size());
    for (const workspace::IdentityRow &row : other.identities().rows()) {
        const workspace::IdentityRow *found = one.identity(row.key());
        QVERIFY2(found && *found == row, qPrintable(row.identity.displayName));
    }
    for (const workspace::CredentialRow &row : other.credentials().rows()) {
        const workspace::CredentialRow *found = one.credential(row.key());
        QVERIFY2(found && *found == row, qPrintable(row.credential->name));
    }
}

bool isByChanges(const workspace::Workspace &workspace, Source source)
{
    const workspace::SourceState &state = workspace.syncState().of(source);
    return state.phase == SourcePhase::Done && state.wholeAt.isValid();
}

bool isRemarked(const workspace::Workspace &workspace)
{
    const QList<net::Activity> entries = workspace.activityLog().entries();
    return std::any_of(entries.cbegin(), entries.cend(),
                       [](const net::Activity &one) { return one.note.contains(QStringLiteral("all read again")); });
}

// Edits what is kept of a listing, as anybody may who can write the file.
template<typename Edit>
void editMark(const QTemporaryDir &folder, Source source, Edit edit)
{
    auto file = store::CacheFile::open(cacheFileIn(folder));
    if (!file)
        throw std::runtime_error(qPrintable(file.error().message));
    auto kept = workspace::load(**file, std::numeric_limits<qsizetype>::max());
    if (!kept || !*kept)
        throw std::runtime_error("nothing is kept");
    workspace::ChangeMark mark = (*kept)->facts.mark(source);
    if (mark.link.isEmpty())
        throw std::runtime_error("no link is kept");
    edit(mark);
    (*kept)->facts.setMark(source, mark);
    if (!workspace::save(**file, **kept, QDateTime::currentDateTimeUtc()))
        throw std::runtime_error("it cannot be saved");
}

// A big tenant, and somebody who changes it while nobody looks.
class Tenant final
{
public:
    Tenant()
    {
        demo::ServerOptions options;
        options.service.scale.apps = apps;
        options.service.scale.identities = identities;
        m_server = std::make_unique<demo::Server>(options);
        if (const Result<void> started = m_server->start(); !started)
            throw std::runtime_error(qPrintable(oneLine(started.error())));
        m_client = std::make_unique<DemoClient>(m_server->service());
        m_token = m_client->graphToken(demo::test::admin, demo::test::writeScopes);
    }

    [[nodiscard]] demo::Server &server() { return *m_server; }

    Answer write(const char *method, const std::string &target, const QJsonObject &body = {}, int expected = 204)
    {
        Answer answer = m_client->write(ServiceKind::Graph, method, target, m_token, body);
        if (answer.status != expected)
            throw std::runtime_error(target + ": " + std::to_string(answer.status) + ' ' + answer.raw.body);
        return answer;
    }

    // Of those that came last: the nth with at least so many credentials, room for more, and none that is flexible.
    [[nodiscard]] demo::Application application(std::size_t nth, std::size_t withCredentials)
    {
        std::optional<demo::Application> found;
        m_server->service().read([&](const demo::Tenant &tenant) {
            for (auto one = tenant.applications.rbegin(); one != tenant.applications.rend() && !found; ++one) {
                const auto &held = one->credentials;
                const bool fits = held.size() >= withCredentials && held.size() < 10
                    && std::none_of(held.begin(), held.end(), [](const auto &each) { return !each.subject; });
                if (fits && nth-- == 0)
                    found = *one;
            }
        });
        return found.value();
    }

    void changeCredentials(const QString &name)
    {
        const std::string holder = applications + application(0, 2).id + credentials;
        write("POST", holder, demo::test::credentialBody(name, name), 201);
        const demo::Application second = application(1, 2);
        write("PATCH", "/beta/applications/" + second.id + credentials + '/' + second.credentials.front().name,
              {{QStringLiteral("subject"), name}});
        const demo::Application third = application(2, 2);
        write("DELETE", applications + third.id + credentials + '/' + third.credentials.back().name);
    }

    // Everything that may happen to an application.
    void changeAll(int round)
    {
        const QString name = QStringLiteral("changed-%1").arg(round);
        changeCredentials(name);
        write("PATCH", applications + application(4, 0).id, {{QStringLiteral("displayName"), name}});
        write("DELETE", applications + application(6, 1).id);
        const Answer created =
            write("POST", "/v1.0/applications", {{QStringLiteral("displayName"), QString(name + u"-new")}}, 201);
        write("POST", applications + idIn(created) + credentials, demo::test::credentialBody(name, name), 201);
        write("POST", "/v1.0/servicePrincipals",
              {{QStringLiteral("appId"), QString::fromStdString(idIn(created, "appId"))}}, 201);
        changeManagedIdentity(name.toStdString());
    }

    // Behind the directory's back: Azure neither audits nor tracks it there.
    void changeManagedIdentity(const std::string &subject)
    {
        m_server->service().edit([&subject](demo::Tenant &tenant) {
            for (demo::ManagedIdentity &identity : tenant.managedIdentities) {
                if (!identity.credentials.empty())
                    identity.credentials.front().subject = subject;
            }
        });
    }

    [[nodiscard]] QString deltaLinkFromNowOn()
    {
        const Answer answer = m_client->get(ServiceKind::Graph, "/v1.0/applications/delta?$deltaToken=latest", m_token);
        return answer.json.value(QLatin1String("@odata.deltaLink")).toString();
    }

    [[nodiscard]] std::size_t requests() const { return m_server->requests().size(); }
    // How often a path was asked for after so many requests.
    [[nodiscard]] qsizetype asked(const char *path, std::size_t after) const
    {
        const std::vector<demo::LoggedRequest> all = m_server->requests();
        return std::count_if(all.cbegin() + static_cast<std::ptrdiff_t>(after), all.cend(),
                             [path](const demo::LoggedRequest &one) { return one.path == path; });
    }

    void compareWithAFreshReading(const workspace::Workspace &workspace)
    {
        ScaledWorkspace fresh(*m_server);
        fresh.signIn();
        QVERIFY2(fresh.workspace().syncState().isComplete(), qPrintable(fresh.gaps()));
        compareRows(workspace, fresh.workspace());
    }

private:
    std::unique_ptr<demo::Server> m_server;
    std::unique_ptr<DemoClient> m_client;
    std::string m_token;
};

} // namespace

// A later sync knows long listings by what has changed in them, and comes to the same rows.
class TestChanges final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyChangeIsSeen();
    void eitherSourceTellsCredentials_data();
    void eitherSourceTellsCredentials();
    void wholeWhereTheServiceDoesNotGoAlong_data();
    void wholeWhereTheServiceDoesNotGoAlong();
    void wholeOnRequestAndAfterADay();
    void theNextStartReadsChanges();
    void aHostileLinkGetsNothing();
    void sameRowsUnderTrouble();
    void aFailedPartIsRetriedAlone();

private:
    std::unique_ptr<Tenant> m_tenant;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ScaledWorkspace> m_demo; // has read everything
    Hands m_hands;
    int m_round = 0;
};

void TestChanges::initTestCase()
{
    installLog();
    static_cast<void>(demo::entraSigningKey());
    m_tenant = std::make_unique<Tenant>();
    m_folder = std::make_unique<QTemporaryDir>();
    m_demo = std::make_unique<ScaledWorkspace>(m_tenant->server(), tuning(m_folder->path(), m_hands.clock()));
    m_demo->signIn();
    QVERIFY2(m_demo->workspace().syncState().isComplete(), qPrintable(m_demo->gaps()));
    QVERIFY(!m_demo->workspace().syncState().wholeAt().isValid());
}

void TestChanges::everyChangeIsSeen()
{
    ScaledWorkspace &demo = *m_demo;
    m_tenant->changeAll(++m_round);
    const std::size_t before = m_tenant->requests();
    demo.sync();
    const std::size_t took = m_tenant->requests() - before;
    QVERIFY2(demo.workspace().syncState().isComplete(), qPrintable(demo.gaps()));
    QVERIFY(isByChanges(demo.workspace(), Source::Applications));
    QVERIFY(isByChanges(demo.workspace(), Source::ServicePrincipals));
    QVERIFY(!isRemarked(demo.workspace()));
    QCOMPARE(m_tenant->asked("/beta/applications", before), 0);
    QCOMPARE(m_tenant->asked("/v1.0/applications/delta", before), 1);
    QCOMPARE(m_tenant->asked("/v1.0/servicePrincipals/delta", before), 1);
    QCOMPARE(m_tenant->asked("/v1.0/auditLogs/directoryAudits", before), 1);
    QCOMPARE(m_tenant->asked("/beta/servicePrincipals", before), 1); // those of managed identities
    const qsizetype batches = m_tenant->asked("/beta/$batch", before) + m_tenant->asked("/v1.0/$batch", before);
    std::printf("INFO   : %zu requests, %lld of them batches\n", took, static_cast<long long>(batches));
    std::fflush(stdout);
    QVERIFY(batches <= 3);
    QVERIFY(took <= 30); // however many applications there are
    m_tenant->compareWithAFreshReading(demo.workspace());
}

void TestChanges::eitherSourceTellsCredentials_data()
{
    QTest::addColumn<bool>("deltaTells");
    QTest::newRow("the delta query alone") << true;
    QTest::newRow("the audit log alone") << false;
}

// What is kept is edited so that one of the two has nothing to say of a changed credential.
void TestChanges::eitherSourceTellsCredentials()
{
    QFETCH(bool, deltaTells);
    const QTemporaryDir folder;
    {
        ScaledWorkspace first(m_tenant->server(), tuning(folder.path()));
        first.signIn();
    }
    m_tenant->changeCredentials(QStringLiteral("changed-%1").arg(++m_round));
    const QString late = m_tenant->deltaLinkFromNowOn();
    editMark(folder, Source::Applications, [deltaTells, late](workspace::ChangeMark &mark) {
        if (deltaTells)
            mark.at = mark.at.addDays(1);
        else
            mark.link = late;
    });
    const std::size_t before = m_tenant->requests();
    ScaledWorkspace next(m_tenant->server(), tuning(folder.path()));
    next.signIn();
    QVERIFY2(next.workspace().syncState().isComplete(), qPrintable(next.gaps()));
    QVERIFY(isByChanges(next.workspace(), Source::Applications));
    QCOMPARE(m_tenant->asked("/beta/applications", before), 0);
    m_tenant->compareWithAFreshReading(next.workspace());
}

void TestChanges::wholeWhereTheServiceDoesNotGoAlong_data()
{
    QTest::addColumn<TroublePlan>("plan");
    QTest::newRow("no delta query") << troubleAt("*/applications/delta", answering(403));
    QTest::newRow("a link that is forgotten") << troubleAt("*/applications/delta", answering(410, 1));
    QTest::newRow("no audit log") << troubleAt("*/auditLogs/*", answering(403));
    QTest::newRow("a cloud without an audit log") << troubleAt("*/auditLogs/*", answering(404));
    TroubleRule garbage;
    garbage.garbage = true;
    QTest::newRow("an audit log that cannot be read") << troubleAt("*/auditLogs/*", garbage);
}

void TestChanges::wholeWhereTheServiceDoesNotGoAlong()
{
    QFETCH(TroublePlan, plan);
    ScaledWorkspace &demo = *m_demo;
    demo.workspace().syncEverything();
    demo.waitForSync(std::chrono::seconds(100));
    m_tenant->changeAll(++m_round);
    m_tenant->server().setTrouble(plan);
    const std::size_t before = m_tenant->requests();
    demo.sync();
    m_tenant->server().setTrouble({});
    QVERIFY2(demo.workspace().syncState().isComplete(), qPrintable(demo.gaps()));
    QVERIFY(!isByChanges(demo.workspace(), Source::Applications));
    QVERIFY(isByChanges(demo.workspace(), Source::ServicePrincipals));
    QVERIFY(isRemarked(demo.workspace()));
    QVERIFY(m_tenant->asked("/beta/applications", before) > 1);
    m_tenant->compareWithAFreshReading(demo.workspace());
}

void TestChanges::wholeOnRequestAndAfterADay()
{
    ScaledWorkspace &demo = *m_demo;
    demo.workspace().syncEverything();
    demo.waitForSync(std::chrono::seconds(100));
    QVERIFY(!demo.workspace().syncState().wholeAt().isValid());
    demo.sync();
    QVERIFY(demo.workspace().syncState().wholeAt().isValid());
    QCOMPARE(workspace::envelopeOf(demo.workspace(), QDateTime::currentDateTimeUtc()).wholeAt,
             demo.workspace().syncState().wholeAt());
    *m_hands.ahead += 25 * 3600;
    demo.sync();
    QVERIFY2(demo.workspace().syncState().isComplete(), qPrintable(demo.gaps()));
    QVERIFY(!demo.workspace().syncState().wholeAt().isValid());
    demo.sync();
    QVERIFY(demo.workspace().syncState().wholeAt().isValid());
}

void TestChanges::theNextStartReadsChanges()
{
    const QTemporaryDir folder;
    {
        ScaledWorkspace first(m_tenant->server(), tuning(folder.path()));
        first.signIn();
    }
    m_tenant->changeAll(++m_round);
    ScaledWorkspace next(m_tenant->server(), tuning(folder.path()));
    next.signIn();
    QVERIFY2(next.workspace().syncState().isComplete(), qPrintable(next.gaps()));
    QVERIFY(isByChanges(next.workspace(), Source::Applications));
    QVERIFY(isByChanges(next.workspace(), Source::ServicePrincipals));
    m_tenant->compareWithAFreshReading(next.workspace());
}

// Somebody has edited the cache: no request, and so no token, goes where the link leads.
void TestChanges::aHostileLinkGetsNothing()
{
    const QTemporaryDir folder;
    {
        ScaledWorkspace first(m_tenant->server(), tuning(folder.path()));
        first.signIn();
    }
    QTcpServer stranger;
    QVERIFY(stranger.listen(QHostAddress::LocalHost));
    const QString elsewhere =
        QStringLiteral("http://localhost:%1/v1.0/applications/delta?$deltatoken=x").arg(stranger.serverPort());
    for (const Source source : {Source::Applications, Source::ServicePrincipals})
        editMark(folder, source, [elsewhere](workspace::ChangeMark &mark) { mark.link = elsewhere; });
    m_tenant->changeAll(++m_round);
    ScaledWorkspace next(m_tenant->server(), tuning(folder.path()));
    next.signIn();
    QVERIFY2(next.workspace().syncState().isComplete(), qPrintable(next.gaps()));
    QVERIFY(!next.workspace().syncState().wholeAt().isValid());
    QVERIFY(isRemarked(next.workspace()));
    QVERIFY(!stranger.waitForNewConnection(0) && !stranger.hasPendingConnections());
    m_tenant->compareWithAFreshReading(next.workspace());
}

void TestChanges::sameRowsUnderTrouble()
{
    m_demo->workspace().syncEverything();
    m_demo->waitForSync(std::chrono::seconds(100));
    m_tenant->changeAll(++m_round);
    TroublePlan plan;
    plan.seed = 5;
    for (const int status : {429, 503}) {
        TroubleRule rule = answering(status);
        rule.service = "graph";
        rule.probability = 0.15;
        plan.rules.push_back(rule);
    }
    m_tenant->server().setTrouble(plan);
    const std::size_t before = m_tenant->requests();
    m_demo->sync();
    m_tenant->server().setTrouble({});
    QVERIFY2(m_demo->workspace().syncState().isComplete(), qPrintable(m_demo->gaps()));
    std::printf("INFO   : %zu requests under trouble\n", m_tenant->requests() - before);
    std::fflush(stdout);
    m_tenant->compareWithAFreshReading(m_demo->workspace());
}

void TestChanges::aFailedPartIsRetriedAlone()
{
    ScaledWorkspace &demo = *m_demo;
    demo.workspace().syncEverything();
    demo.waitForSync(std::chrono::seconds(100));
    m_tenant->changeAll(++m_round);
    TroubleRule dropped;
    dropped.drop = true;
    m_tenant->server().setTrouble(troubleAt("*/applications/delta", dropped));
    demo.sync();
    m_tenant->server().setTrouble({});
    QCOMPARE(demo.workspace().syncState().phase, SyncPhase::Partial);
    QCOMPARE(demo.workspace().syncState().of(Source::Applications).phase, SourcePhase::Failed);
    QVERIFY(isByChanges(demo.workspace(), Source::ServicePrincipals));
    const std::size_t before = m_tenant->requests();
    demo.workspace().retryFailed();
    demo.waitForSync(std::chrono::seconds(100));
    QVERIFY2(demo.workspace().syncState().isComplete(), qPrintable(demo.gaps()));
    QVERIFY(isByChanges(demo.workspace(), Source::Applications));
    QCOMPARE(m_tenant->asked("/beta/applications", before), 0);
    QCOMPARE(m_tenant->asked("/v1.0/servicePrincipals/delta", before), 0);
    m_tenant->compareWithAFreshReading(demo.workspace());
}

QTEST_GUILESS_MAIN(TestChanges)
#include "tst_changes.moc"
