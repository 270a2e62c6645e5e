// SPDX-License-Identifier: Apache-2.0
#include "form_values.h"
#include "presets/catalogue.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QSet>
#include <QTest>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace symbolon::presets {
namespace {

const auto exchangeAudience = u"api://AzureADTokenExchange"_s;

const Catalogue &catalogue()
{
    static const Catalogue instance = *Catalogue::builtIn();
    return instance;
}

trust::FederatedCredential credentialOf(const Rendered &rendered)
{
    trust::FederatedCredential credential;
    credential.name = u"test"_s;
    credential.issuer = rendered.issuer;
    if (rendered.expression.isEmpty())
        credential.subject = rendered.subject;
    else
        credential.expression = trust::ClaimsExpression{rendered.expression, 1};
    credential.audiences = {rendered.audience};
    return credential;
}

Values githubValues()
{
    return {{u"owner"_s, u"contoso"_s},
            {u"repo"_s, u"storefront"_s},
            {u"subjectFormat"_s, u"name-based"_s},
            {u"environment"_s, u"production"_s},
            {u"branch"_s, u"main"_s}};
}

void addPresetRows()
{
    QTest::addColumn<QString>("presetId");
    for (const Preset &preset : catalogue().presets())
        QTest::newRow(qPrintable(preset.id)) << preset.id;
}

} // namespace

class TestCatalogue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void coversThePlatforms();
    void presetsAreWhole_data() { addPresetRows(); }
    void presetsAreWhole();
    void placeholdersAreValid_data() { addPresetRows(); }
    void placeholdersAreValid();
    void roundTrip_data() { addPresetRows(); }
    void roundTrip();
    void hostileValuesStayValues_data() { addPresetRows(); }
    void hostileValuesStayValues();
    void longValuesAreJudgedQuickly_data() { addPresetRows(); }
    void longValuesAreJudgedQuickly();
    void renders_data();
    void renders();
    void remarksOnFields_data();
    void remarksOnFields();
    void recognises_data();
    void recognises();
    void nothingToRecognise();
    void quotesCannotLeaveTheirPlace();
    void pairsNeedAValueForEachKey();
    void audienceFollowsTheCloud();
    void samplesAreJudged_data() { addPresetRows(); }
    void samplesAreJudged();
    void samplesOfAnEnvironment();
    void samplesNeverRepeat();
};

void TestCatalogue::coversThePlatforms()
{
    QStringList platforms;
    for (const Preset &preset : catalogue().presets()) {
        if (!platforms.contains(preset.platform))
            platforms << preset.platform;
    }
    // In the order of the gallery.
    QCOMPARE(platforms,
             QStringList({u"GitHub Actions"_s,   u"Kubernetes"_s,      u"Google Cloud"_s, u"AWS"_s,
                          u"SPIFFE"_s,           u"Azure Pipelines"_s, u"GitLab"_s,       u"Terraform Cloud"_s,
                          u"Managed identity"_s, u"Buildkite"_s,       u"CircleCI"_s,     u"Jenkins"_s,
                          u"Octopus Deploy"_s,   u"Spacelift"_s,       u"Pulumi Cloud"_s, u"HashiCorp Vault"_s,
                          u"Vercel"_s,           u"Fly.io"_s,          u"Bitbucket"_s,    u"AD FS"_s,
                          u"Other OIDC"_s}));
    QVERIFY(catalogue().find(u"spiffe"_s));
    QVERIFY(!catalogue().find(u"nothing"_s));
    // A choice between the forms of one platform needs a name for each.
    for (const Preset &preset : catalogue().presets()) {
        const auto forms = std::count_if(catalogue().presets().begin(), catalogue().presets().end(),
                                         [&preset](const Preset &other) { return other.platform == preset.platform; });
        QVERIFY2(forms == 1 || !preset.scenario.isEmpty(), qPrintable(preset.id));
    }
}

void TestCatalogue::presetsAreWhole()
{
    QFETCH(QString, presetId);
    const Preset &preset = *catalogue().find(presetId);
    QVERIFY(!preset.displayName.isEmpty());
    QVERIFY(!preset.platform.isEmpty());
    QVERIFY(!preset.summary.isEmpty());
    QVERIFY(preset.glyph.startsWith(u"platform-"));
    QSet<QString> keys;
    for (const PresetField &field : preset.fields) {
        QVERIFY(!field.label.isEmpty());
        QVERIFY2(!keys.contains(field.key), qPrintable(field.key));
        keys.insert(field.key);
        QCOMPARE(field.type == PresetField::Type::Choice, !field.options.isEmpty());
        if (!field.shownWhenKey.isEmpty())
            QVERIFY(keys.contains(field.shownWhenKey));
    }
}

void TestCatalogue::placeholdersAreValid()
{
    QFETCH(QString, presetId);
    const Preset &preset = *catalogue().find(presetId);
    Values values;
    for (const PresetField &field : preset.fields) {
        values.insert(field.key, field.type == PresetField::Type::Choice ? field.defaultValue : field.placeholder);
    }
    const Rendered rendered = catalogue().render(preset, values, exchangeAudience);
    QVERIFY2(rendered.remarks.isEmpty(),
             qPrintable(rendered.remarks.isEmpty() ? QString() : rendered.remarks.first().key));
    const auto recognised = catalogue().recognise(credentialOf(rendered), exchangeAudience);
    QVERIFY(recognised);
    QCOMPARE(recognised->presetId, presetId);
}

void TestCatalogue::roundTrip()
{
    QFETCH(QString, presetId);
    const Preset &preset = *catalogue().find(presetId);
    QRandomGenerator random(static_cast<quint32>(qHash(presetId, 20261122)));
    for (int round = 0; round < 200; ++round) {
        const Values values = validValues(preset, random);
        const Rendered rendered = catalogue().render(preset, values, exchangeAudience);
        QVERIFY2(rendered.remarks.isEmpty(),
                 qPrintable(rendered.remarks.isEmpty()
                                ? QString()
                                : rendered.remarks.first().key + u'=' + values.value(rendered.remarks.first().key)));
        const auto recognised = catalogue().recognise(credentialOf(rendered), exchangeAudience);
        QVERIFY2(recognised, qPrintable(rendered.subject));
        QVERIFY2(recognised->presetId == presetId,
                 qPrintable(recognised->presetId + u": " + rendered.issuer + u' ' + rendered.subject));
        Values written = values;
        written.remove(u"subjectClaim"_s); // says what the UUID is of; no credential holds it
        QCOMPARE(recognised->values, written);
    }
}

void TestCatalogue::hostileValuesStayValues()
{
    QFETCH(QString, presetId);
    const Preset &preset = *catalogue().find(presetId);
    QRandomGenerator random(7);
    const QStringList hostile{u"{owner}"_s,
                              u"{{{"_s,
                              u"}"_s,
                              u"\\1\\k<owner>"_s,
                              u"$(id)"_s,
                              u"%1%2"_s,
                              u"\u202E\u0000x"_s,
                              u"<img src=x onerror=1>"_s,
                              u"(?<a>.*)*"_s,
                              u" "_s,
                              u"\n"_s,
                              QString(QChar(0xD800))};
    for (int round = 0; round < 200; ++round) {
        Values values;
        for (const PresetField &field : preset.fields) {
            if (random.bounded(8) == 0)
                continue;
            values.insert(
                field.key,
                hostile.at(random.bounded(static_cast<int>(hostile.size())))
                    + (random.bounded(2) ? hostile.at(random.bounded(static_cast<int>(hostile.size()))) : QString()));
        }
        const Rendered rendered = catalogue().render(preset, values, exchangeAudience);
        const auto recognised = catalogue().recognise(credentialOf(rendered), exchangeAudience);
        if (recognised) {
            // Whatever it is taken for gives the same credential again.
            const Rendered again =
                catalogue().render(*catalogue().find(recognised->presetId), recognised->values, exchangeAudience);
            QCOMPARE(again.issuer, rendered.issuer);
            QCOMPARE(again.subject, rendered.subject);
            QCOMPARE(again.expression, rendered.expression);
            QCOMPARE(again.audience, rendered.audience);
        }
        // What cannot be read as an expression takes nothing.
        QVERIFY(presetId == u"generic-expression" || !catalogue().samples(preset, values).isEmpty());
    }
}

void TestCatalogue::longValuesAreJudgedQuickly()
{
    QFETCH(QString, presetId);
    const Preset &preset = *catalogue().find(presetId);
    QElapsedTimer timer;
    timer.start();
    const QStringList units{u"a"_s, u"a-"_s, u"a."_s, u"/"_s, u"a/.."_s, u":"_s, u"0"_s, u"us-"_s, u"@{"_s, u"a "_s};
    for (const QString &unit : units) {
        Values values;
        for (const PresetField &field : preset.fields)
            values.insert(field.key,
                          field.type == PresetField::Type::Choice ? field.defaultValue
                                                                  : unit.repeated(20000 / unit.size()));
        const Rendered rendered = catalogue().render(preset, values, exchangeAudience);
        trust::FederatedCredential credential = credentialOf(rendered);
        static_cast<void>(catalogue().recognise(credential, exchangeAudience));
        static_cast<void>(catalogue().platformOf(credential));
        credential.issuer = u"https://"_s + unit.repeated(20000);
        credential.subject = u"repo:"_s + unit.repeated(20000);
        static_cast<void>(catalogue().recognise(credential, exchangeAudience));
        static_cast<void>(catalogue().platformOf(credential));
    }
    QVERIFY2(timer.elapsed() < 10000, qPrintable(QString::number(timer.elapsed())));
}

void TestCatalogue::renders_data()
{
    QTest::addColumn<QString>("presetId");
    QTest::addColumn<Values>("values");
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("audience");
    const auto github = u"https://token.actions.githubusercontent.com"_s;
    Values immutable = githubValues();
    immutable[u"subjectFormat"_s] = u"immutable"_s;
    immutable[u"ownerId"_s] = u"5544123"_s;
    immutable[u"repoId"_s] = u"821093847"_s;
    Values colon = githubValues();
    colon[u"environment"_s] = u"eu:prod"_s;
    Values unchosen = immutable;
    unchosen.remove(u"subjectFormat"_s);
    QTest::newRow("environment, name-based") << u"github-environment"_s << githubValues() << github
                                             << u"repo:contoso/storefront:environment:production"_s << exchangeAudience;
    QTest::newRow("environment, immutable")
        << u"github-environment"_s << immutable << github
        << u"repo:contoso@5544123/storefront@821093847:environment:production"_s << exchangeAudience;
    QTest::newRow("the default choice counts")
        << u"github-environment"_s << unchosen << github
        << u"repo:contoso@5544123/storefront@821093847:environment:production"_s << exchangeAudience;
    QTest::newRow("environment with a colon") << u"github-environment"_s << colon << github
                                              << u"repo:contoso/storefront:environment:eu%3Aprod"_s << exchangeAudience;
    QTest::newRow("branch") << u"github-branch"_s << githubValues() << github
                            << u"repo:contoso/storefront:ref:refs/heads/main"_s << exchangeAudience;
    QTest::newRow("pull request") << u"github-pull-request"_s << githubValues() << github
                                  << u"repo:contoso/storefront:pull_request"_s << exchangeAudience;
    QTest::newRow("EKS") << u"k8s-eks"_s
                         << Values{{u"region"_s, u"eu-west-1"_s},
                                   {u"clusterOidcId"_s, u"A1B2"_s},
                                   {u"namespace"_s, u"pay"_s},
                                   {u"serviceAccount"_s, u"api"_s}}
                         << u"https://oidc.eks.eu-west-1.amazonaws.com/id/A1B2"_s << u"system:serviceaccount:pay:api"_s
                         << exchangeAudience;
    QTest::newRow("GKE")
        << u"k8s-gke"_s
        << Values{{u"project"_s, u"contoso-ml"_s},
                  {u"location"_s, u"europe-west4"_s},
                  {u"cluster"_s, u"ml"_s},
                  {u"namespace"_s, u"scoring"_s},
                  {u"serviceAccount"_s, u"model"_s}}
        << u"https://container.googleapis.com/v1/projects/contoso-ml/locations/europe-west4/clusters/ml"_s
        << u"system:serviceaccount:scoring:model"_s << exchangeAudience;
    QTest::newRow("Cognito") << u"aws-cognito"_s
                             << Values{{u"identityId"_s, u"us-east-1:1"_s}, {u"identityPoolId"_s, u"us-east-1:2"_s}}
                             << u"https://cognito-identity.amazonaws.com"_s << u"us-east-1:1"_s << u"us-east-1:2"_s;
    QTest::newRow("SPIFFE") << u"spiffe"_s
                            << Values{{u"issuer"_s, u"https://oidc.contoso.com"_s},
                                      {u"trustDomain"_s, u"contoso.com"_s},
                                      {u"path"_s, u"ns/a/sa/b"_s}}
                            << u"https://oidc.contoso.com"_s << u"spiffe://contoso.com/ns/a/sa/b"_s << exchangeAudience;
    QTest::newRow("other, audience left alone")
        << u"generic-oidc"_s << Values{{u"issuer"_s, u"https://idp.contoso.com"_s}, {u"subject"_s, u"w"_s}}
        << u"https://idp.contoso.com"_s << u"w"_s << exchangeAudience;
    QTest::newRow("values are not templates")
        << u"generic-oidc"_s << Values{{u"issuer"_s, u"{subject}"_s}, {u"subject"_s, u"{issuer}"_s}} << u"{subject}"_s
        << u"{issuer}"_s << exchangeAudience;
}

void TestCatalogue::renders()
{
    QFETCH(QString, presetId);
    QFETCH(Values, values);
    const Rendered rendered = catalogue().render(*catalogue().find(presetId), values, exchangeAudience);
    QTEST(rendered.issuer, "issuer");
    QTEST(rendered.subject, "subject");
    QTEST(rendered.audience, "audience");
}

void TestCatalogue::remarksOnFields_data()
{
    QTest::addColumn<QString>("presetId");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("remarked");
    QTest::addColumn<bool>("blocking");
    QTest::newRow("needed") << u"github-environment"_s << u"environment"_s << QString() << true << true;
    QTest::newRow("hidden and empty") << u"github-environment"_s << u"ownerId"_s << QString() << false << false;
    QTest::newRow("unusual owner") << u"github-environment"_s << u"owner"_s << u"-contoso"_s << true << false;
    QTest::newRow("unknown choice") << u"github-environment"_s << u"subjectFormat"_s << u"other"_s << true << true;
    QTest::newRow("branch with refs/heads")
        << u"github-branch"_s << u"branch"_s << u"refs/heads/main"_s << false << false;
    QTest::newRow("branch with a blank") << u"github-branch"_s << u"branch"_s << u"my branch"_s << true << false;
    QTest::newRow("namespace in capitals") << u"k8s-self-managed"_s << u"namespace"_s << u"Payments"_s << true << true;
    QTest::newRow("namespace of 64") << u"k8s-self-managed"_s << u"namespace"_s << QString(64, u'a') << true << true;
    QTest::newRow("AKS issuer without slash")
        << u"k8s-aks"_s << u"issuer"_s << u"https://westeurope.oic.prod-aks.azure.com/x"_s << true << false;
    QTest::newRow("numeric account") << u"gcp-service-account"_s << u"uniqueId"_s << u"112233"_s << true << false;
    QTest::newRow("trust domain in capitals") << u"spiffe"_s << u"trustDomain"_s << u"Contoso.com"_s << true << true;
    QTest::newRow("path with dots") << u"spiffe"_s << u"path"_s << u"a/../b"_s << true << true;
    QTest::newRow("subject of 601") << u"generic-oidc"_s << u"subject"_s << QString(601, u's') << true << true;
}

void TestCatalogue::remarksOnFields()
{
    QFETCH(QString, presetId);
    QFETCH(QString, key);
    QFETCH(QString, value);
    QFETCH(bool, remarked);
    QFETCH(bool, blocking);
    const Preset &preset = *catalogue().find(presetId);
    QRandomGenerator random(5);
    Values values = validValues(preset, random);
    if (values.contains(u"subjectFormat"_s))
        values[u"subjectFormat"_s] = u"name-based"_s;
    values[key] = value;
    const QList<FieldRemark> remarks = catalogue().render(preset, values, exchangeAudience).remarks;
    const auto found =
        std::find_if(remarks.begin(), remarks.end(), [&key](const FieldRemark &r) { return r.key == key; });
    QCOMPARE(found != remarks.end(), remarked);
    if (remarked) {
        QCOMPARE(found->blocking, blocking);
        QVERIFY(found->text.endsWith(u'.') || found->text.endsWith(u')'));
    }
}

void TestCatalogue::recognises_data()
{
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("audience");
    QTest::addColumn<QString>("presetId");
    const auto github = u"https://token.actions.githubusercontent.com"_s;
    const auto row = [](const char *name, const QString &issuer, const QString &subject, const QString &presetId,
                        const QString &audience = exchangeAudience) {
        QTest::newRow(name) << issuer << subject << audience << presetId;
    };
    row("environment", github, u"repo:contoso/app:environment:prod"_s, u"github-environment"_s);
    row("branch called environment", github, u"repo:contoso/app:ref:refs/heads/environment"_s, u"github-branch"_s);
    row("tag", github, u"repo:contoso/app:ref:refs/tags/v4"_s, u"github-tag"_s);
    row("custom template with a context", github, u"repository_owner:contoso:pull_request"_s, u"github-custom-sub"_s);
    row("a value without its key", github, u"repository_owner:contoso:private"_s, u"generic-oidc"_s);
    row("ids alone", github, u"repository_owner_id:5544123"_s, u"github-immutable-id-template"_s);
    row("data residency with the enterprise's path", u"https://token.actions.contoso.ghe.com/contoso"_s,
        u"repo:contoso/app:pull_request"_s, u"github-ghe-com"_s);
    row("somebody else's path", u"https://token.actions.contoso.ghe.com/fabrikam"_s, u"repo:contoso/app:pull_request"_s,
        u"generic-oidc"_s);
    row("prefix of another tenant", u"https://login.microsoftonline.com/aaaabbbb-0000-cccc-1111-dddd2222eeee/v2.0"_s,
        u"/eid1/c/pub/t/AAAAAAAAAAAAAAAAAAAAAA/a/rISbSSETf0KqFyZ8ppdXmA/sc/9d3e5b7a-1c2f-4a6b-8e0d-2f4a6c8e0b1d/"
        u"4b6d8f0a-2c4e-4f60-9a1b-3c5d7e9f1a2b"_s,
        u"azdo-entra"_s);
    row("managed identity in China",
        u"https://login.partner.microsoftonline.cn/aaaabbbb-0000-cccc-1111-dddd2222eeee/v2.0"_s,
        u"0f1e2d3c-4b5a-4697-8877-665544332211"_s, u"managed-identity"_s);
    row("Jenkins in a folder", u"https://jenkins.contoso.com/ci/oidc/job/pay"_s,
        u"https://jenkins.contoso.com/ci/job/pay/job/deploy/"_s, u"jenkins"_s);
    row("Jenkins of another server", u"https://jenkins.contoso.com/oidc"_s,
        u"https://jenkins.fabrikam.com/job/deploy/"_s, u"generic-oidc"_s);
    row("Octopus with a tenant", u"https://contoso.octopus.app"_s,
        u"space:default:project:pay:tenant:emea:environment:prod"_s, u"octopus"_s);
    row("Vault namespace", u"https://vault.contoso.com/v1/a/b/identity/oidc/plugins"_s,
        u"plugin-identity:x1:auth:azure_38b36e27"_s, u"vault-plugin"_s);
    row("GitLab by path at any host", u"https://code.contoso.com"_s, u"project_path:contoso/a/b:ref_type:tag:ref:v1"_s,
        u"gitlab-self-managed"_s);
    row("operator of OpenShift", u"https://mycluster.blob.core.windows.net/c1"_s,
        u"system:serviceaccount:openshift-ingress:router"_s, u"k8s-openshift"_s, u"openshift"_s);
    row("trailing slash", github + u'/', u"repo:contoso/app:pull_request"_s, u"generic-oidc"_s);
    row("other audience", github, u"repo:contoso/app:pull_request"_s, u"generic-oidc"_s,
        u"https://github.com/contoso"_s);
    row("owner only with id", github, u"repo:contoso@1/app:pull_request"_s, u"generic-oidc"_s);
    row("wildcard", github, u"repo:contoso/*:pull_request"_s, u"generic-oidc"_s);
    row("AKS without slash",
        u"https://westeurope.oic.prod-aks.azure.com/aaaabbbb-0000-cccc-1111-dddd2222eeee/5f3a1c7e-9b2d-4e6f-8a10-2c4d6e8f0a1b"_s,
        u"system:serviceaccount:a:b"_s, u"k8s-self-managed"_s);
    row("other cluster", u"https://oidc.cluster.contoso.com"_s, u"system:serviceaccount:a:b"_s, u"k8s-self-managed"_s);
    row("account in capitals", u"https://oidc.cluster.contoso.com"_s, u"system:serviceaccount:A:b"_s,
        u"generic-oidc"_s);
    row("Google account", u"https://accounts.google.com"_s, u"112233445566778899001"_s, u"gcp-service-account"_s);
    row("Google person", u"https://accounts.google.com"_s, u"someone@contoso.com"_s, u"generic-oidc"_s);
    row("SPIFFE", u"https://oidc.contoso.com"_s, u"spiffe://contoso.com/a"_s, u"spiffe"_s);
    row("SPIFFE with a slash behind", u"https://oidc.contoso.com"_s, u"spiffe://contoso.com/a/"_s, u"generic-oidc"_s);
    row("AD FS", u"https://fs.contoso.com/adfs"_s, u"svc"_s, u"adfs"_s, u"urn:x"_s);
    row("anything", u"whatever"_s, u" "_s, u"generic-oidc"_s, u"x"_s);
}

void TestCatalogue::recognises()
{
    QFETCH(QString, issuer);
    QFETCH(QString, subject);
    QFETCH(QString, audience);
    QFETCH(QString, presetId);
    trust::FederatedCredential credential;
    credential.issuer = issuer;
    credential.subject = subject;
    credential.audiences = {audience};
    const auto recognised = catalogue().recognise(credential, exchangeAudience);
    QVERIFY(recognised);
    QCOMPARE(recognised->presetId, presetId);
    const Rendered again = catalogue().render(*catalogue().find(presetId), recognised->values, exchangeAudience);
    QCOMPARE(again.issuer, issuer);
    QCOMPARE(again.subject, subject);
    QCOMPARE(again.audience, audience);
}

void TestCatalogue::nothingToRecognise()
{
    trust::FederatedCredential flexible;
    flexible.issuer = u"https://token.actions.githubusercontent.com"_s;
    flexible.expression = trust::ClaimsExpression{u"claims['sub'] eq 'a'"_s, 1};
    flexible.audiences = {exchangeAudience};
    QCOMPARE(catalogue().recognise(flexible, exchangeAudience)->presetId, u"generic-expression"_s);
    flexible.issuer.clear();
    QVERIFY(!catalogue().recognise(flexible, exchangeAudience));
    flexible.issuer = u"https://token.actions.githubusercontent.com"_s;
    trust::FederatedCredential two;
    two.issuer = u"https://idp.contoso.com"_s;
    two.subject = u"a"_s;
    two.audiences = {exchangeAudience, u"b"_s};
    QVERIFY(!catalogue().recognise(two, exchangeAudience));
    trust::FederatedCredential later = flexible;
    later.expression = trust::ClaimsExpression{
        u"claims['sub'] matches 'repo:a/b:ref:refs/heads/*' and claims['repository_id'] eq '1'"_s, 1};
    QCOMPARE(catalogue().recognise(later, exchangeAudience)->presetId, u"github-flexible"_s);
    later.expression->languageVersion = 2;
    QVERIFY(!catalogue().recognise(later, exchangeAudience));
}

void TestCatalogue::quotesCannotLeaveTheirPlace()
{
    const Preset &preset = *catalogue().find(u"gitlab-flexible"_s);
    const Values values{{u"host"_s, u"https://gitlab.com"_s},
                        {u"projectPath"_s, u"contoso/a"_s},
                        {u"projectId"_s, u"7"_s},
                        {u"refPattern"_s, u"x' and claims['user_id'] eq '1"_s}};
    const QList<FieldRemark> remarks = catalogue().render(preset, values, exchangeAudience).remarks;
    QCOMPARE(remarks.size(), 1);
    QCOMPARE(remarks.first().key, u"refPattern"_s);
    QVERIFY(remarks.first().blocking);
}

void TestCatalogue::pairsNeedAValueForEachKey()
{
    const Preset &preset = *catalogue().find(u"github-custom-sub"_s);
    const Rendered rendered = catalogue().render(
        preset, {{u"includeClaimKeys"_s, u"repo,context"_s}, {u"values"_s, u"contoso/a"_s}}, exchangeAudience);
    QCOMPARE(rendered.remarks.size(), 1);
    QCOMPARE(rendered.remarks.first().key, u"values"_s);
    QVERIFY(rendered.remarks.first().blocking);
    const Rendered whole = catalogue().render(
        preset, {{u"includeClaimKeys"_s, u"repo,context"_s}, {u"values"_s, u"contoso/a,environment:eu:1"_s}},
        exchangeAudience);
    QCOMPARE(whole.subject, u"repo:contoso/a:environment:eu%3A1"_s);
}

void TestCatalogue::audienceFollowsTheCloud()
{
    const auto government = u"api://AzureADTokenExchangeUSGov"_s;
    const Preset &preset = *catalogue().find(u"github-branch"_s);
    const Rendered rendered = catalogue().render(preset, githubValues(), government);
    QCOMPARE(rendered.audience, government);
    QCOMPARE(catalogue().recognise(credentialOf(rendered), government)->presetId, preset.id);
    QCOMPARE(catalogue().recognise(credentialOf(rendered), exchangeAudience)->presetId, u"generic-oidc"_s);
}

void TestCatalogue::samplesAreJudged()
{
    QFETCH(QString, presetId);
    const Preset &preset = *catalogue().find(presetId);
    QRandomGenerator random(11);
    const Values values = validValues(preset, random);
    const Rendered rendered = catalogue().render(preset, values, exchangeAudience);
    const QList<SampleSubject> samples = catalogue().samples(preset, values);
    QVERIFY(samples.size() >= 2);
    QVERIFY(samples.first().accepted);
    QVERIFY(!samples.last().accepted);
    if (preset.flexible)
        return; // one expression may take several
    QCOMPARE(samples.first().subject, rendered.subject);
    for (qsizetype i = 1; i < samples.size(); ++i) {
        QVERIFY2(!samples.at(i).accepted, qPrintable(samples.at(i).title));
        QVERIFY(samples.at(i).subject != rendered.subject);
        QVERIFY(!samples.at(i).title.isEmpty());
    }
}

void TestCatalogue::samplesOfAnEnvironment()
{
    const QList<SampleSubject> samples =
        catalogue().samples(*catalogue().find(u"github-environment"_s), githubValues());
    QStringList told;
    for (const SampleSubject &sample : samples)
        told << sample.title + u" = " + sample.subject + (sample.accepted ? u" yes"_s : u" no"_s);
    QCOMPARE(told,
             QStringList({u"Job in environment production = repo:contoso/storefront:environment:production yes"_s,
                          u"Job on main without an environment = repo:contoso/storefront:ref:refs/heads/main no"_s,
                          u"Pull request = repo:contoso/storefront:pull_request no"_s,
                          u"Environment written as Production = repo:contoso/storefront:environment:Production no"_s,
                          u"Same job in a fork = repo:someone-else/storefront:environment:production no"_s}));
}

void TestCatalogue::samplesNeverRepeat()
{
    const Values values{
        {u"issuer"_s, u"https://oidc.contoso.com"_s}, {u"namespace"_s, u"pay"_s}, {u"serviceAccount"_s, u"default"_s}};
    const QList<SampleSubject> samples = catalogue().samples(*catalogue().find(u"k8s-self-managed"_s), values);
    QSet<QString> subjects;
    for (const SampleSubject &sample : samples)
        subjects.insert(sample.subject);
    QCOMPARE(subjects.size(), samples.size());
    QCOMPARE(samples.size(), 2);
}

} // namespace symbolon::presets

QTEST_GUILESS_MAIN(symbolon::presets::TestCatalogue)
#include "tst_catalogue.moc"
