// SPDX-License-Identifier: Apache-2.0
#include "workspace/admission.h"

#include <QTest>

using namespace symbolon;
using trust::FederatedCredential;
using workspace::SignInUse;

namespace {

const QString audience = QStringLiteral("api://AzureADTokenExchange");
const QString github = QStringLiteral("https://token.actions.githubusercontent.com");

FederatedCredential plain(const QString &name, const QString &subject)
{
    FederatedCredential one;
    one.id = QString(QStringLiteral("id-of-") + name);
    one.name = name;
    one.issuer = github;
    one.subject = subject;
    one.audiences = {audience};
    return one;
}

FederatedCredential flexible(const QString &name, const QString &expression)
{
    FederatedCredential one = plain(name, {});
    one.subject.reset();
    one.expression = trust::ClaimsExpression{expression, 1};
    return one;
}

trust::Operation operation(std::optional<FederatedCredential> before, std::optional<FederatedCredential> after,
                           trust::IdentityKind kind = trust::IdentityKind::Application)
{
    trust::Operation one;
    one.identity = {kind, QStringLiteral("someone")};
    one.before = std::move(before);
    one.after = std::move(after);
    return one;
}

QStringList subjects(const QList<workspace::SampleToken> &tokens)
{
    QStringList all;
    for (const workspace::SampleToken &one : tokens)
        all.append(one.subject);
    return all;
}

workspace::Admission admission(const trust::Operation &one, const QList<FederatedCredential> &before,
                               const QList<FederatedCredential> &after)
{
    static const presets::Catalogue catalogue = *presets::Catalogue::builtIn();
    return workspace::admissionOf(catalogue, audience, one, before, after);
}

} // namespace

class TestAdmission final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anotherSubjectRefusesTheOldOne();
    void descriptionRefusesNobody();
    void anotherCredentialMayStillTakeIt();
    void narrowerExpressionIsTold();
    void signInsAreCountedByCredential();
    void whatTheLogDoesNotTellIsNotKnown();
};

void TestAdmission::anotherSubjectRefusesTheOldOne()
{
    const auto main = plain(QStringLiteral("ci"), QStringLiteral("repo:contoso/app:ref:refs/heads/main"));
    const auto next = plain(QStringLiteral("ci"), QStringLiteral("repo:contoso/app:ref:refs/heads/next"));
    const auto told = admission(operation(main, next), {main}, {next});
    QCOMPARE(subjects(told.refused), QStringList{*main.subject});
    QVERIFY(told.accepted.isEmpty());
    QCOMPARE(subjects(told.admitted), QStringList{*next.subject});
    const auto gone = admission(operation(main, std::nullopt), {main}, {});
    QCOMPARE(subjects(gone.refused), QStringList{*main.subject});
    QVERIFY(gone.accepted.isEmpty() && gone.admitted.isEmpty());
}

void TestAdmission::descriptionRefusesNobody()
{
    const auto before = plain(QStringLiteral("ci"), QStringLiteral("repo:contoso/app:environment:production"));
    auto after = before;
    after.description = QStringLiteral("other words");
    const auto told = admission(operation(before, after), {before}, {after});
    QVERIFY(told.refused.isEmpty() && told.admitted.isEmpty());
    QCOMPARE(subjects(told.accepted), QStringList{*before.subject});
}

void TestAdmission::anotherCredentialMayStillTakeIt()
{
    const auto main = plain(QStringLiteral("main"), QStringLiteral("repo:contoso/app:ref:refs/heads/main"));
    const auto all = flexible(QStringLiteral("all"), QStringLiteral("claims['sub'] matches 'repo:contoso/app:*'"));
    const auto told = admission(operation(main, std::nullopt), {main, all}, {all});
    QVERIFY(told.refused.isEmpty());
    QVERIFY(subjects(told.accepted).contains(*main.subject));
}

void TestAdmission::narrowerExpressionIsTold()
{
    const auto wide =
        flexible(QStringLiteral("x"), QStringLiteral("claims['sub'] matches 'repo:contoso/app:ref:refs/heads/*'"));
    const auto narrow =
        flexible(QStringLiteral("x"), QStringLiteral("claims['sub'] matches 'repo:contoso/app:ref:refs/heads/rel-*'"));
    const auto told = admission(operation(wide, narrow), {wide}, {narrow});
    QVERIFY(subjects(told.refused).contains(QStringLiteral("repo:contoso/app:ref:refs/heads/other")));
    QVERIFY(subjects(told.accepted).contains(QStringLiteral("repo:contoso/app:ref:refs/heads/rel-other")));
    for (const workspace::SampleToken &one : told.refused) {
        QVERIFY(one.subject.startsWith(QStringLiteral("repo:contoso/app:ref:refs/heads/")));
        QVERIFY(!one.subject.startsWith(QStringLiteral("repo:contoso/app:ref:refs/heads/rel-")));
    }
    QVERIFY(told.admitted.isEmpty()); // whoever fits the narrow one fitted the wide one
}

void TestAdmission::signInsAreCountedByCredential()
{
    const auto main = plain(QStringLiteral("main"), QStringLiteral("repo:contoso/app:ref:refs/heads/main"));
    const auto all = flexible(QStringLiteral("all"), QStringLiteral("claims['sub'] matches 'repo:contoso/app:*'"));
    const auto by = [](const QString &credential, int error, int day) {
        cloud::SignIn one;
        one.at = QDateTime(QDate(2026, 1, day), QTime(12, 0), Qt::UTC);
        one.credentialType = QStringLiteral("federatedIdentityCredential");
        one.federatedCredentialId = credential;
        one.errorCode = error;
        return one;
    };
    cloud::SignIns log;
    log.entries = {by(QStringLiteral("ID-of-main"), 0, 7), by(QStringLiteral("id-of-main"), 0, 9),
                   by(QStringLiteral("id-of-main"), 700213, 11), by(QStringLiteral("id-of-all"), 0, 12)};
    SignInUse use = workspace::useOf(operation(main, std::nullopt), {}, log);
    QCOMPARE(use.count, 2);
    QCOMPARE(use.unclear, 0);
    QCOMPARE(use.last.date(), QDate(2026, 1, 9));
    QVERIFY(use.fate == SignInUse::Fate::Refused);
    use = workspace::useOf(operation(main, std::nullopt), {all}, log);
    QVERIFY(use.fate == SignInUse::Fate::Accepted);
    use = workspace::useOf(operation(all, std::nullopt), {main}, log);
    QCOMPARE(use.count, 1);
    QVERIFY(use.fate == SignInUse::Fate::NotKnown); // main is still accepted, and the log tells no subject
    use = workspace::useOf(operation(all, std::nullopt), {}, log);
    QVERIFY(use.fate == SignInUse::Fate::Refused);
    const auto byClaim = flexible(QStringLiteral("claim"), QStringLiteral("claims['environment'] eq 'production'"));
    use = workspace::useOf(operation(main, std::nullopt), {byClaim}, log);
    QVERIFY(use.fate == SignInUse::Fate::NotKnown);
}

void TestAdmission::whatTheLogDoesNotTellIsNotKnown()
{
    const auto main = plain(QStringLiteral("main"), QStringLiteral("repo:contoso/app:ref:refs/heads/main"));
    cloud::SignIns log;
    log.isWhole = false;
    cloud::SignIn one;
    one.credentialType = QStringLiteral("federatedIdentityCredential");
    log.entries = {one};
    SignInUse use = workspace::useOf(operation(main, std::nullopt), {}, log);
    QCOMPARE(use.count, 0);
    QCOMPARE(use.unclear, 1);
    QVERIFY(!use.isWhole);
    log.entries[0].federatedCredentialId = QStringLiteral("7d3a2f10-0000-4000-8000-000000000001");
    QCOMPARE(workspace::useOf(operation(main, std::nullopt), {}, log).unclear, 0); // another one's
    const auto managed = operation(main, std::nullopt, trust::IdentityKind::ManagedIdentity);
    QCOMPARE(workspace::useOf(managed, {}, log).unclear, 1); // whose id there is not its resource id
    QCOMPARE(workspace::useOf(operation(std::nullopt, main), {main}, log).count, 0);
}

QTEST_APPLESS_MAIN(TestAdmission)
#include "tst_admission.moc"
