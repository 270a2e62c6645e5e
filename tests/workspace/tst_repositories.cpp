// SPDX-License-Identifier: Apache-2.0
#include "../auth/memory_secrets.h"
#include "base/log.h"
#include "change_bench.h"
#include "cloud/environment.h"
#include "workspace/repository_form.h"
#include "workspace/repository_reader.h"

#include <QTest>

#include <optional>

using namespace symbolon;
using cloud::RepositoryTokens;
using workspace::RepositoryAnswer;
using workspace::RepositoryForm;
using workspace::RepositoryQuestion;
using workspace::RepositoryReader;

namespace {

const QByteArray goodToken = "github_pat_demo";
const QUrl github(QStringLiteral("https://api.github.com"));

RepositoryQuestion question(const QString &owner, const QString &repository, const QByteArray &token = goodToken)
{
    return {github, owner, repository, token, false};
}

// GitHub as the demo tenant has it, and a keychain.
struct House
{
    House()
    {
        if (!server.start())
            throw std::runtime_error("no server");
        const auto cloud = cloud::cloudFromJson(QByteArray::fromStdString(server.cloudFileJson()), QString());
        reader.emplace(transport, worker, secrets, cloud.value().issuerMirrors);
    }

    [[nodiscard]] Result<RepositoryAnswer> ask(const RepositoryQuestion &asked)
    {
        QObject context;
        std::optional<Result<RepositoryAnswer>> ended;
        whenDone(reader->ask(asked, {}), &context,
                 [&ended](Result<RepositoryAnswer> result) { ended = std::move(result); });
        test::DemoWorkspace::waitUntil([&ended] { return ended.has_value(); });
        return *ended;
    }
    [[nodiscard]] bool hasToken(const QUrl &api = github) { return test::awaited(reader->hasToken(api)); }

    demo::Server server;
    net::Transport transport{net::TransportOptions{.maxAttempts = 1}};
    Worker worker;
    test::MemorySecrets secrets;
    std::optional<RepositoryReader> reader;
};

RepositoryTokens told(const char *name, const QStringList &keys, bool immutable = false)
{
    RepositoryTokens tokens{QStringLiteral("Contoso"),
                            QString::fromLatin1(name),
                            QStringLiteral("5"),
                            QStringLiteral("7"),
                            immutable,
                            keys};
    if (!keys.isEmpty())
        tokens.kind = RepositoryTokens::Template::OfRepository;
    return tokens;
}

} // namespace

Q_DECLARE_METATYPE(symbolon::cloud::RepositoryTokens)

class TestRepositories final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksGithub_data();
    void asksGithub();
    void refusalsAreTold();
    void aTokenIsKeptWhereItWasAskedFor();
    void aTokenGoesNowhereElse();
    void theFormFollows_data();
    void theFormFollows();
    void theServerIsPartOfTheForm();
};

void TestRepositories::asksGithub_data()
{
    using Template = RepositoryTokens::Template;
    QTest::addColumn<QString>("owner");
    QTest::addColumn<QString>("repository");
    QTest::addColumn<RepositoryTokens>("expected");
    const auto row = [](const char *owner, const char *repository, const RepositoryTokens &expected) {
        QTest::addRow("%s/%s", owner, repository)
            << QString::fromLatin1(owner) << QString::fromLatin1(repository) << expected;
    };
    const auto expected = [](const char *owner, const char *name, const char *ownerId, const char *id, bool immutable,
                             const QStringList &keys, Template kind) {
        return RepositoryTokens{QString::fromLatin1(owner),
                                QString::fromLatin1(name),
                                QString::fromLatin1(ownerId),
                                QString::fromLatin1(id),
                                immutable,
                                keys,
                                kind};
    };
    row("contoso", "landing-zones",
        expected("contoso", "landing-zones", "5544123", "821093847", true, {}, Template::Default));
    // Spelled as GitHub spells it, whatever was typed.
    row("CONTOSO", "Platform", expected("contoso", "platform", "5544123", "410203111", false, {}, Template::Default));
    row("contoso", "hr-sync",
        expected("contoso", "hr-sync", "5544123", "410203222", false,
                 {QStringLiteral("repo"), QStringLiteral("context"), QStringLiteral("job_workflow_ref")},
                 Template::OfRepository));
    row("contoso", "sp-migrator",
        expected("contoso", "sp-migrator", "5544123", "410203333", false,
                 {QStringLiteral("repository_owner"), QStringLiteral("job_workflow_ref")}, Template::OfOrganization));
    // Its organization may not be asked; a person has no template to ask for.
    row("fabrikam", "portal", expected("fabrikam", "portal", "7781004", "500100777", false, {}, Template::Unknown));
    row("adele-v", "scripts", expected("adele-v", "scripts", "7012345", "600200888", true, {}, Template::Default));
}

void TestRepositories::asksGithub()
{
    QFETCH(const QString, owner);
    QFETCH(const QString, repository);
    QFETCH(const RepositoryTokens, expected);
    House house;
    const auto answer = house.ask(question(owner, repository));
    QVERIFY2(answer, qPrintable(answer ? QString() : oneLine(answer.error())));
    QCOMPARE(answer->tokens, expected);
}

void TestRepositories::refusalsAreTold()
{
    House house;
    const auto unknown = house.ask(question(QStringLiteral("contoso"), QStringLiteral("nothing-here")));
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().kind, ErrorKind::NotFound);
    QCOMPARE(unknown.error().message, QStringLiteral("Not Found"));
    const auto refused = house.ask(question(QStringLiteral("contoso"), QStringLiteral("platform"), "ghp_stolen"));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Unauthorized);
    QVERIFY(!oneLine(refused.error()).contains(QStringLiteral("ghp_stolen")));
    QVERIFY(!house.hasToken());
    const auto none = house.ask(question(QStringLiteral("contoso"), QStringLiteral("platform"), {}));
    QVERIFY(!none);
    QCOMPARE(none.error().kind, ErrorKind::Validation);
    // A name cannot leave its place in the path.
    const auto elsewhere = house.ask(question(QStringLiteral("contoso/platform/../.."), QStringLiteral("x?y#z")));
    QVERIFY(!elsewhere);
    QCOMPARE(elsewhere.error().kind, ErrorKind::NotFound);
    house.server.setFault("/github-api", demo::FaultKind::Garbage);
    const auto garbage = house.ask(question(QStringLiteral("contoso"), QStringLiteral("platform")));
    QVERIFY(!garbage);
    QCOMPARE(garbage.error().kind, ErrorKind::Protocol);
    QVERIFY(!recentLog().join(u'\n').contains(QString::fromLatin1(goodToken)));
}

void TestRepositories::aTokenIsKeptWhereItWasAskedFor()
{
    House house;
    const QString owner = QStringLiteral("contoso");
    const QString repository = QStringLiteral("platform");
    QVERIFY(!house.hasToken());
    QVERIFY(house.ask(question(owner, repository)));
    QVERIFY(house.secrets.kept.isEmpty()); // remembered only
    QVERIFY(house.hasToken());
    QVERIFY(house.ask(question(owner, repository, {})));
    house.reader->forgetRemembered();
    QVERIFY(!house.hasToken());

    RepositoryQuestion keeping = question(owner, repository);
    keeping.keep = true;
    QVERIFY(house.ask(keeping));
    QCOMPARE(house.secrets.kept.values(), QStringList{QString::fromLatin1(goodToken)});
    house.reader->forgetRemembered();
    QVERIFY(house.ask(question(owner, repository, {})));
    test::awaitEnd(house.reader->forget(github));
    QVERIFY(house.secrets.kept.isEmpty());
    QVERIFY(!house.hasToken());

    // One that GitHub does not take is not kept, and one that it takes no more is forgotten.
    keeping.token = "github_pat_revoked";
    QVERIFY(!house.ask(keeping));
    QVERIFY(house.secrets.kept.isEmpty());

    // Without a keychain the question is answered all the same.
    house.secrets.unavailable = true;
    keeping.token = goodToken;
    const auto answer = house.ask(keeping);
    QVERIFY(answer);
    QVERIFY(answer->notKept);
    QVERIFY(house.hasToken());
}

void TestRepositories::aTokenGoesNowhereElse()
{
    House house;
    QVERIFY(house.ask(question(QStringLiteral("contoso"), QStringLiteral("platform"))));
    const QUrl other(QStringLiteral("https://github.fabrikam.example/api/v3"));
    QVERIFY(!house.hasToken(other));
    RepositoryQuestion elsewhere = question(QStringLiteral("contoso"), QStringLiteral("platform"), {});
    elsewhere.api = other;
    const auto answer = house.ask(elsewhere);
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::Validation); // no token for it: nothing was sent
    elsewhere.api = QUrl(QStringLiteral("http://github.fabrikam.example/api/v3"));
    elsewhere.token = goodToken;
    const auto plain = house.ask(elsewhere);
    QVERIFY(!plain);
    QCOMPARE(plain.error().kind, ErrorKind::Validation); // never without TLS
}

void TestRepositories::theFormFollows_data()
{
    QTest::addColumn<QString>("chosen");
    QTest::addColumn<RepositoryTokens>("tokens");
    QTest::addColumn<QString>("preset");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    const QStringList workflow{QStringLiteral("repo"), QStringLiteral("context"), QStringLiteral("job_workflow_ref")};
    const auto row = [](const char *name, const char *chosen, const RepositoryTokens &tokens, const char *preset,
                        const char *key, const char *value) {
        QTest::newRow(name) << QString::fromLatin1(chosen) << tokens << QString::fromLatin1(preset)
                            << QString::fromLatin1(key) << QString::fromLatin1(value);
    };
    row("ids", "github-branch", told("notes", {}, true), "github-branch", "subjectFormat", "immutable");
    row("names", "github-branch", told("notes", {}), "github-branch", "subjectFormat", "name-based");
    row("spelling", "github-environment", told("notes", {}), "github-environment", "owner", "Contoso");
    row("workflow", "github-environment", told("notes", workflow), "github-reusable-workflow", "shape",
        "repo + context + job_workflow_ref");
    row("workflow alone", "github-environment", told("notes", {QStringLiteral("job_workflow_ref")}),
        "github-reusable-workflow", "shape", "job_workflow_ref only");
    row("id alone", "github-environment", told("notes", {QStringLiteral("repository_id")}),
        "github-immutable-id-template", "idValue", "7");
    row("known values", "github-environment",
        told("notes", {QStringLiteral("repo"), QStringLiteral("repository_owner_id")}, true), "github-custom-sub",
        "values", "Contoso@5/notes@7,5");
    row("values of the run", "github-environment", told("notes", {QStringLiteral("actor")}), "github-custom-sub",
        "values", "");
    row("no template any more", "github-custom-sub", told("notes", {}), "github-environment", "repoId", "7");
    row("a server's template", "github-ghes", told("notes", workflow), "github-ghes", "repo", "notes");
}

void TestRepositories::theFormFollows()
{
    QFETCH(const QString, chosen);
    QFETCH(const RepositoryTokens, tokens);
    QFETCH(const QString, preset);
    QFETCH(const QString, key);
    QFETCH(const QString, value);
    const auto catalogue = presets::Catalogue::builtIn();
    QVERIFY(catalogue);
    const RepositoryForm form = workspace::formOf(*catalogue->find(chosen), tokens);
    QCOMPARE(form.presetId, preset);
    QCOMPARE(form.values.value(key), value);
    QVERIFY(!form.notes.isEmpty());
    const presets::Preset *shown = catalogue->find(form.presetId);
    QVERIFY(shown);
    // A value of a choice is one of its options.
    for (const presets::PresetField &field : shown->fields) {
        if (field.type == presets::PresetField::Type::Choice && form.values.contains(field.key))
            QVERIFY2(field.options.contains(form.values.value(field.key)), qPrintable(field.key));
    }
}

void TestRepositories::theServerIsPartOfTheForm()
{
    const auto catalogue = presets::Catalogue::builtIn();
    QVERIFY(catalogue);
    const presets::Preset &server = *catalogue->find(QStringLiteral("github-ghes"));
    QVERIFY(!workspace::repositoryApi(server, {}).isValid());
    QCOMPARE(workspace::repositoryApi(server, {{QStringLiteral("host"), QStringLiteral("git.contoso.com:8443")}}),
             QUrl(QStringLiteral("https://git.contoso.com:8443/api/v3")));
    QCOMPARE(workspace::repositoryApi(*catalogue->find(QStringLiteral("github-tag")), {}), github);
    QVERIFY(!workspace::repositoryApi(*catalogue->find(QStringLiteral("spiffe")), {}).isValid());
}

QTEST_GUILESS_MAIN(TestRepositories)
#include "tst_repositories.moc"
