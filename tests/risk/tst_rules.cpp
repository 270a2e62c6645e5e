// SPDX-License-Identifier: Apache-2.0
#include "base/shown.h"
#include "risk/risk_case.h"

#include <QTest>

#include <algorithm>
#include <functional>

using namespace Qt::Literals::StringLiterals;

using Edit = std::function<void(symbolon::trust::Identity &)>;
Q_DECLARE_METATYPE(Edit)

namespace symbolon::risk {
namespace {

const auto subscription = u"/subscriptions/11111111-2222-3333-4444-555555555555"_s;
const auto resourceGroup = u"/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg"_s;
const auto managementGroup = u"/providers/Microsoft.Management/managementGroups/mg-contoso-root"_s;
const auto aks =
    u"https://westeurope.oic.prod-aks.azure.com/aaaabbbb-0000-cccc-1111-dddd2222eeee/5f3a1c7e-9b2d-4e6f-8a10-2c4d6e8f0a1b/"_s;

QString str(const char16_t *text)
{
    return QString::fromUtf16(text);
}

Edit subject(const QString &value)
{
    return [value](trust::Identity &identity) { identity.credentials[0].subject = value; };
}

Edit expression(const QString &value)
{
    return [value](trust::Identity &identity) {
        identity.credentials[0].subject.reset();
        identity.credentials[0].expression = trust::ClaimsExpression{value, 1};
    };
}

Edit issuer(const QString &value)
{
    return [value](trust::Identity &identity) { identity.credentials[0].issuer = value; };
}

Edit from(const QString &issuerValue, const QString &subjectValue)
{
    return [issuerValue, subjectValue](trust::Identity &identity) {
        identity.credentials[0].issuer = issuerValue;
        identity.credentials[0].subject = subjectValue;
    };
}

Edit holding(const QList<trust::Privilege> &privileges)
{
    return [privileges](trust::Identity &identity) { identity.privileges = privileges; };
}

Edit both(const Edit &first, const Edit &second)
{
    return [first, second](trust::Identity &identity) {
        first(identity);
        second(identity);
    };
}

Edit credentials(int count)
{
    return [count](trust::Identity &identity) {
        identity.credentials = QList<trust::FederatedCredential>(count, soundCredential());
    };
}

trust::Privilege ownerOf(const QString &scope)
{
    return azureRole(str(roles::owner), u"Owner"_s, scope);
}

trust::Privilege conditional(trust::Privilege privilege)
{
    privilege.condition = u"@Resource[…]"_s;
    return privilege;
}

const Verdict *firstOf(const QList<Verdict> &verdicts, const QString &ruleId)
{
    const auto found =
        std::find_if(verdicts.begin(), verdicts.end(), [&ruleId](const Verdict &v) { return v.ruleId == ruleId; });
    return found == verdicts.end() ? nullptr : &*found;
}

QString valueOf(const Verdict &verdict, const QString &label)
{
    for (const Evidence &evidence : verdict.evidence) {
        if (evidence.label == label)
            return evidence.value;
    }
    return {};
}

} // namespace

class TestRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void outcomes_data();
    void outcomes();
    void evidence_data();
    void evidence();
    void reachThatIsNotKnownIsTold();
    void foundThoughNotAllWasRead();
    void audienceOfAnUnknownCloud();

private:
    void subjectRows();
    void credentialRows();
    void privilegeRows();
};

void TestRules::outcomes_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<Severity>("severity");
    subjectRows();
    credentialRows();
    privilegeRows();
}

namespace {

void row(const char *rule, const char *name, Outcome outcome, Severity severity, const Edit &edit)
{
    QTest::addRow("%s %s", rule, name) << QString::fromLatin1(rule) << edit << outcome << severity;
}

void finding(const char *rule, const char *name, Severity severity, const Edit &edit)
{
    row(rule, name, Outcome::Finding, severity, edit);
}

void passes(const char *rule, const char *name, const Edit &edit)
{
    row(rule, name, Outcome::Pass, Severity::Info, edit);
}

void unknown(const char *rule, const char *name, const Edit &edit)
{
    row(rule, name, Outcome::Unknown, Severity::Info, edit);
}

void skipped(const char *rule, const char *name, const Edit &edit)
{
    row(rule, name, Outcome::NotApplicable, Severity::Info, edit);
}

} // namespace

void TestRules::subjectRows()
{
    const auto pullRequest = subject(u"repo:contoso/hr-sync:pull_request"_s);
    const auto graphWrite = graphPermission(u"19dbc75e-c2e2-444c-a770-ec69d8559fc7"_s, u"Directory.ReadWrite.All"_s);
    const char *rule = "WIF-SUB-001";
    finding(rule, "no privileges", Severity::Medium, pullRequest);
    finding(rule, "immutable form", Severity::Medium, subject(u"repo:contoso@1/hr-sync@2:pull_request"_s));
    finding(rule, "reads only", Severity::Medium,
            both(pullRequest, holding({azureRole(str(roles::reader), u"Reader"_s, subscription)})));
    finding(rule, "reads mail", Severity::Medium,
            both(pullRequest, holding({graphPermission(u"810c84a8-4a9e-49e6-bf7d-12d183f40d01"_s, u"Mail.Read"_s)})));
    finding(rule, "writes somewhere", Severity::High,
            both(pullRequest, holding({azureRole(u"0"_s, u"DNS Zone Contributor"_s, resourceGroup)})));
    finding(rule, "sends mail", Severity::High,
            both(pullRequest, holding({graphPermission(u"b633e1c5-b582-4048-a93e-9f11b44c7e96"_s, u"Mail.Send"_s)})));
    finding(rule, "Owner of a subscription", Severity::Critical, both(pullRequest, holding({ownerOf(subscription)})));
    finding(rule, "control-plane permission", Severity::Critical, both(pullRequest, holding({graphWrite})));
    finding(rule, "expression with a star at the end", Severity::Medium,
            expression(u"claims['sub'] matches 'repo:contoso/*' and claims['repository_id'] eq '1'"_s));
    finding(rule, "expression eq", Severity::Medium, expression(u"claims['sub'] eq 'repo:contoso/app:pull_request'"_s));
    finding(rule, "expression without sub", Severity::Medium, expression(u"claims['repository_id'] eq '1'"_s));
    passes(rule, "expression of branches", expression(u"claims['sub'] matches 'repo:contoso/app:ref:refs/heads/*'"_s));
    passes(rule, "one of two sub comparisons excludes it",
           expression(u"claims['sub'] matches 'repo:contoso/*' and claims['sub'] matches '*:environment:*'"_s));
    unknown(rule, "expression unreadable", expression(u"claims['sub'] like 'repo:*'"_s));
    passes(rule, "environment", subject(u"repo:contoso/app:environment:pull_request"_s));
    passes(rule, "branch", subject(u"repo:contoso/app:ref:refs/heads/main"_s));
    skipped(rule, "GitLab", from(u"https://gitlab.com"_s, u"project_path:contoso/app:pull_request"_s));

    rule = "WIF-SUB-002";
    const auto names = subject(u"repo:contoso/platform:ref:refs/heads/main"_s);
    finding(rule, "names", Severity::Medium, names);
    finding(rule, "names with control plane", Severity::High, both(names, holding({ownerOf(subscription)})));
    finding(rule, "owner id alone", Severity::Medium, subject(u"repo:contoso/platform@2:x"_s.remove(u"@2"_s)));
    passes(rule, "immutable", [](auto &) {});
    passes(rule, "another subject form", subject(u"repository_owner_id:5:x"_s));
    finding(rule, "expression by name", Severity::Medium,
            expression(u"claims['sub'] matches 'repo:contoso/*:ref:*'"_s));
    finding(rule, "expression that ends with the repository", Severity::Medium,
            expression(u"claims['sub'] matches 'repo:contoso/app*'"_s));
    passes(rule, "expression with the repository's id",
           expression(u"claims['sub'] matches 'repo:contoso/*' and claims['repository_id'] eq '1'"_s));
    passes(rule, "expression with the owner's id",
           expression(u"claims['sub'] matches 'repo:contoso/*' and claims['repository_owner_id'] eq '1'"_s));
    finding(rule, "expression with any id", Severity::Medium,
            expression(u"claims['sub'] matches 'repo:contoso/*' and claims['repository_id'] matches '*'"_s));
    unknown(rule, "expression unreadable", expression(u"?"_s));
    skipped(rule, "GitHub Enterprise Server",
            from(u"https://git.contoso.com/_services/token"_s, u"repo:contoso/app:pull_request"_s));
    skipped(rule, "Google", from(u"https://accounts.google.com"_s, u"1"_s));

    rule = "WIF-SUB-015";
    finding(rule, "default account", Severity::High, from(aks, u"system:serviceaccount:payments:default"_s));
    finding(rule, "default account of namespace default", Severity::Critical,
            from(aks, u"system:serviceaccount:default:default"_s));
    finding(rule, "default account with control plane", Severity::Critical,
            both(from(aks, u"system:serviceaccount:payments:default"_s), holding({ownerOf(subscription)})));
    finding(rule, "default account of an unknown cluster", Severity::High,
            from(u"https://oidc.contoso.com"_s, u"system:serviceaccount:payments:default"_s));
    passes(rule, "account of its own", from(aks, u"system:serviceaccount:default:api"_s));
    passes(rule, "account that ends alike", from(aks, u"system:serviceaccount:payments:not-default"_s));
    skipped(rule, "GitHub", [](auto &) {});

    rule = "WIF-SUB-026";
    finding(rule, "star", Severity::Medium, subject(u"repo:contoso/*:pull_request"_s));
    finding(rule, "question mark", Severity::Medium, subject(u"line-?"_s));
    passes(rule, "plain", [](auto &) {});
    skipped(rule, "expression", expression(u"claims['sub'] matches '*'"_s));
}

void TestRules::credentialRows()
{
    const char *rule = "WIF-ISS-004";
    finding(rule, "http", Severity::High, issuer(u"http://idp.contoso.com"_s));
    finding(rule, "no scheme", Severity::High, issuer(u"idp.contoso.com"_s));
    finding(rule, "user info", Severity::High, issuer(u"https://me@idp.contoso.com"_s));
    finding(rule, "query", Severity::High, issuer(u"https://idp.contoso.com/?a=b"_s));
    finding(rule, "fragment", Severity::High, issuer(u"https://idp.contoso.com/#a"_s));
    passes(rule, "https", issuer(u"https://idp.contoso.com/a"_s));
    passes(rule, "https in capitals", issuer(u"HTTPS://idp.contoso.com"_s));

    rule = "WIF-AUD-002";
    const auto audience = [](const QString &value) -> Edit {
        return [value](trust::Identity &identity) { identity.credentials[0].audiences = {value}; };
    };
    finding(rule, "government", Severity::Medium, audience(u"api://AzureADTokenExchangeUSGov"_s));
    finding(rule, "China", Severity::Medium, audience(u"api://AzureADTokenExchangeChina"_s));
    passes(rule, "own cloud", [](auto &) {});
    passes(rule, "its own value", audience(u"my-app"_s));

    rule = "WIF-HYG-002";
    const auto name = [](const QString &value) -> Edit {
        return [value](trust::Identity &identity) { identity.credentials[0].name = value; };
    };
    finding(rule, "blank before the issuer", Severity::Medium, issuer(u" https://idp.contoso.com"_s));
    finding(rule, "blank behind the subject", Severity::Medium, subject(u"workload "_s));
    finding(rule, "no-break space", Severity::Medium, subject(u"work\u00A0load"_s));
    finding(rule, "zero width space in the audience", Severity::Medium, audience(u"api://\u200Bx"_s));
    finding(rule, "bidi in the name", Severity::Medium, name(u"a\u202Eb"_s));
    finding(rule, "not composed", Severity::Medium, subject(u"cafe\u0301"_s));
    finding(rule, "control in the expression", Severity::Medium, expression(u"claims['sub'] eq 'a\u0007'"_s));
    passes(rule, "blank inside", subject(u"repo:contoso/app:environment:North Europe"_s));
    passes(rule, "composed", subject(u"caf\u00E9"_s));

    rule = "WIF-HYG-003";
    finding(rule, "GitHub with a slash", Severity::High, issuer(u"https://token.actions.githubusercontent.com/"_s));
    finding(rule, "AKS without", Severity::High, issuer(aks.chopped(1)));
    passes(rule, "AKS with", issuer(aks));
    passes(rule, "GitHub without", [](auto &) {});
    skipped(rule, "unknown issuer", issuer(u"https://idp.contoso.com/"_s));

    rule = "WIF-HYG-005";
    passes(rule, "15", credentials(15));
    finding(rule, "16", Severity::Low, credentials(16));
    finding(rule, "19", Severity::Low, credentials(19));
    finding(rule, "20", Severity::Medium, credentials(20));
    skipped(rule, "none", credentials(0));
    unknown(rule, "some, but not all were read",
            [](trust::Identity &identity) { identity.credentialsPart = failed(ErrorKind::Offline); });
}

void TestRules::privilegeRows()
{
    const auto unreadable = [](trust::Part trust::Identity::*part) -> Edit {
        return [part](trust::Identity &identity) { identity.*part = failed(ErrorKind::Forbidden); };
    };
    const char *rule = "WIF-PRV-001";
    const auto global = directoryRole(str(roles::globalAdministrator), u"Global Administrator"_s);
    finding(rule, "control plane", Severity::Critical, holding({global}));
    finding(rule, "in an administrative unit", Severity::High,
            holding({directoryRole(global.roleId, global.name, u"/administrativeUnits/1"_s)}));
    finding(rule, "control plane by a detour", Severity::High,
            holding({directoryRole(u"29232cdf-9323-42fd-ade2-1d097af3e4de"_s, u"Exchange Administrator"_s)}));
    finding(rule, "labelled privileged", Severity::Medium,
            holding({directoryRole(u"f2ef992c-3afb-46b9-b7cf-a126ee74c451"_s, u"Global Reader"_s)}));
    passes(rule, "not privileged",
           holding({directoryRole(u"88d8e3e3-8f55-4a1e-953a-9b9898b8876b"_s, u"Directory Readers"_s)}));
    passes(rule, "another plane", holding({ownerOf(subscription)}));
    unknown(rule, "roles not readable", unreadable(&trust::Identity::directoryRolesPart));
    skipped(rule, "no credentials", both(holding({global}), credentials(0)));

    rule = "WIF-PRV-002";
    const auto control =
        graphPermission(u"06b708a9-e830-4db3-a914-8e69da51d44f"_s, u"AppRoleAssignment.ReadWrite.All"_s);
    finding(rule, "control plane", Severity::Critical, holding({control}));
    finding(rule, "path unproven", Severity::High,
            holding({graphPermission(u"9b50c33d-700f-43b1-b2eb-87e89b703581"_s, u"Synchronization.ReadWrite.All"_s)}));
    passes(rule, "reading only",
           holding({graphPermission(u"df021288-bdef-4463-88db-98f22de89214"_s, u"User.Read.All"_s)}));
    passes(rule, "nothing", [](auto &) {});
    unknown(rule, "permissions not readable", unreadable(&trust::Identity::appPermissionsPart));
    skipped(rule, "no credentials", both(holding({control}), credentials(0)));

    rule = "WIF-PRV-003";
    const auto mail = graphPermission(u"810c84a8-4a9e-49e6-bf7d-12d183f40d01"_s, u"Mail.Read"_s);
    finding(rule, "shared issuer", Severity::Critical, holding({mail}));
    finding(rule, "own issuer", Severity::High, both(holding({mail}), issuer(aks)));
    passes(rule, "no data", holding({control}));
    unknown(rule, "permissions not readable", unreadable(&trust::Identity::appPermissionsPart));
    skipped(rule, "no credentials", both(holding({mail}), credentials(0)));

    rule = "WIF-PRV-004";
    const auto contributorOf = [](const QString &scope) {
        return azureRole(str(roles::contributor), u"Contributor"_s, scope);
    };
    const auto granting = azureRole(str(roles::userAccessAdministrator), u"User Access Administrator"_s, subscription);
    const auto limited = conditional(azureRole(str(roles::rbacAdministrator), u"RBAC Administrator"_s, subscription));
    finding(rule, "Owner at the root", Severity::Critical, holding({ownerOf(u"/"_s)}));
    finding(rule, "Owner of a management group", Severity::Critical, holding({ownerOf(managementGroup)}));
    finding(rule, "Owner of a subscription", Severity::Critical, holding({ownerOf(subscription)}));
    finding(rule, "Owner of a resource group", Severity::High, holding({ownerOf(resourceGroup)}));
    finding(rule, "Owner with a condition", Severity::Critical, holding({conditional(ownerOf(subscription))}));
    finding(rule, "grants roles", Severity::Critical, holding({granting}));
    passes(rule, "grants some roles", holding({limited}));
    finding(rule, "Contributor of a management group", Severity::Critical, holding({contributorOf(managementGroup)}));
    finding(rule, "Contributor of a subscription", Severity::High, holding({contributorOf(subscription)}));
    finding(rule, "Contributor of a resource group", Severity::Medium, holding({contributorOf(resourceGroup)}));
    finding(rule, "the worst counts", Severity::Critical,
            holding({contributorOf(resourceGroup), ownerOf(subscription)}));
    passes(rule, "Owner of a resource",
           holding({ownerOf(resourceGroup + u"/providers/Microsoft.Storage/storageAccounts/st"_s)}));
    passes(rule, "Reader", holding({azureRole(str(roles::reader), u"Reader"_s, subscription)}));
    unknown(rule, "roles not readable", unreadable(&trust::Identity::azureRolesPart));
    skipped(rule, "no credentials", both(holding({ownerOf(subscription)}), credentials(0)));
}

void TestRules::outcomes()
{
    QFETCH(QString, rule);
    QFETCH(Edit, edit);
    QFETCH(Outcome, outcome);
    QFETCH(Severity, severity);
    trust::Identity identity = soundIdentity();
    edit(identity);
    const QList<Verdict> verdicts = ruleBook().judge(identity, publicCloud());
    const Verdict *verdict = firstOf(verdicts, rule);
    QVERIFY(verdict);
    QCOMPARE(outcomeId(verdict->outcome), outcomeId(outcome));
    if (outcome == Outcome::Finding)
        QCOMPARE(severityId(verdict->severity), severityId(severity));
    QCOMPARE(verdict->evidence.isEmpty(), outcome != Outcome::Finding);
    QCOMPARE(verdict->unknown.isEmpty(), outcome != Outcome::Unknown);
}

void TestRules::evidence_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<QString>("label");
    QTest::addColumn<QString>("value");
    const auto add = [](const char *rule, const Edit &edit, const QString &label, const QString &value) {
        QTest::addRow("%s %s", rule, qPrintable(label)) << QString::fromLatin1(rule) << edit << label << value;
    };
    const auto pullRequest = subject(u"repo:contoso/hr-sync:pull_request"_s);
    add("WIF-SUB-001", pullRequest, u"Repository"_s, u"contoso/hr-sync"_s);
    add("WIF-SUB-001", pullRequest, u"Subject"_s, u"repo:contoso/hr-sync:pull_request"_s);
    add("WIF-SUB-001", expression(u"claims['sub'] matches 'repo:contoso/*'"_s), u"Expression"_s,
        u"claims['sub'] matches 'repo:contoso/*'"_s);
    add("WIF-SUB-002", pullRequest, u"Owner"_s, u"contoso"_s);
    add("WIF-SUB-002", pullRequest, u"Repository"_s, u"hr-sync"_s);
    add("WIF-SUB-015", from(aks, u"system:serviceaccount:pay:default"_s), u"Namespace"_s, u"pay"_s);
    add("WIF-SUB-015", from(aks, u"system:serviceaccount:pay:default"_s), u"Cluster issuer"_s, aks);
    add("WIF-ISS-004", issuer(u"http://idp.contoso.com"_s), u"Issuer"_s, u"http://idp.contoso.com"_s);
    add("WIF-HYG-002", issuer(u" https://a.b \u200B "_s), u"Issuer"_s, u"⟨U+0020⟩https://a.b ⟨U+200B⟩⟨U+0020⟩"_s);
    add("WIF-HYG-002", subject(u"cafe\u0301 \u212B"_s), u"Subject"_s, u"cafe⟨U+0301⟩ ⟨U+212B⟩"_s);
    add("WIF-HYG-002", subject(u"  "_s), u"Subject"_s, u"⟨U+0020⟩⟨U+0020⟩"_s);
    add("WIF-HYG-003", issuer(u"https://gitlab.com//"_s.chopped(1)), u"Expected"_s, u"https://gitlab.com"_s);
    add("WIF-HYG-003", issuer(aks.chopped(1)), u"Expected"_s, aks);
    add("WIF-HYG-005", credentials(19), u"Credentials"_s, u"19 of 20"_s);
    trust::Privilege throughGroup = ownerOf(subscription);
    throughGroup.throughGroup = u"%1 Platform <b>"_s;
    add("WIF-PRV-004", holding({throughGroup}), u"Role"_s,
        u"Owner on sub-contoso-prod, through group %1 Platform <b>"_s);
    add("WIF-PRV-004", holding({conditional(ownerOf(subscription))}), u"Role"_s,
        u"Owner on sub-contoso-prod, with a condition"_s);
    add("WIF-PRV-004", holding({ownerOf(subscription)}), u"Trusted issuers"_s,
        u"https://token.actions.githubusercontent.com"_s);
    add("WIF-PRV-001", holding({directoryRole(str(roles::globalAdministrator), u"Global Administrator"_s)}), u"Role"_s,
        u"Global Administrator on the whole directory"_s);
    add("WIF-PRV-002",
        holding({graphPermission(u"9b50c33d-700f-43b1-b2eb-87e89b703581"_s, u"Synchronization.ReadWrite.All"_s)}),
        u"Permission"_s, u"Synchronization.ReadWrite.All on Microsoft Graph, path to control unproven"_s);
}

void TestRules::evidence()
{
    QFETCH(QString, rule);
    QFETCH(Edit, edit);
    QFETCH(QString, label);
    trust::Identity identity = soundIdentity();
    edit(identity);
    const QList<Verdict> verdicts = ruleBook().judge(identity, publicCloud());
    const Verdict *verdict = firstOf(verdicts, rule);
    QVERIFY(verdict);
    QTEST(valueOf(*verdict, label), "value");
}

void TestRules::reachThatIsNotKnownIsTold()
{
    trust::Identity identity = soundIdentity();
    subject(u"repo:contoso/hr-sync:pull_request"_s)(identity);
    identity.azureRolesPart = failed(ErrorKind::Forbidden);
    QList<Verdict> verdicts = ruleBook().judge(identity, publicCloud());
    QCOMPARE(valueOf(*firstOf(verdicts, u"WIF-SUB-001"_s), u"Reach"_s), u"not fully known: Azure roles"_s);
    identity.privileges = {directoryRole(str(roles::globalAdministrator), u"Global Administrator"_s)};
    verdicts = ruleBook().judge(identity, publicCloud());
    QVERIFY(valueOf(*firstOf(verdicts, u"WIF-SUB-001"_s), u"Reach"_s).isEmpty()); // it cannot get worse
}

void TestRules::foundThoughNotAllWasRead()
{
    trust::Identity identity = soundIdentity();
    identity.privileges = {ownerOf(subscription)};
    identity.azureRolesPart = failed(ErrorKind::Timeout); // one subscription answered, another did not
    const QList<Verdict> verdicts = ruleBook().judge(identity, publicCloud());
    QCOMPARE(firstOf(verdicts, u"WIF-PRV-004"_s)->outcome, Outcome::Finding);
}

void TestRules::audienceOfAnUnknownCloud()
{
    Surroundings surroundings = publicCloud();
    surroundings.exchangeAudience.clear();
    const QList<Verdict> verdicts = ruleBook().judge(soundIdentity(), surroundings);
    QCOMPARE(firstOf(verdicts, u"WIF-AUD-002"_s)->outcome, Outcome::Unknown);
}

} // namespace symbolon::risk

QTEST_GUILESS_MAIN(symbolon::risk::TestRules)
#include "tst_rules.moc"
