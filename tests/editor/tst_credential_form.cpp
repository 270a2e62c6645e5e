// SPDX-License-Identifier: Apache-2.0
#include "presets/catalogue.h"
#include "ui/editor/credential_form.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

namespace symbolon::ui {
namespace {

const QString exchangeAudience = QStringLiteral("api://AzureADTokenExchange");

const presets::Catalogue &catalogue()
{
    static const presets::Catalogue instance = presets::Catalogue::builtIn().value();
    return instance;
}

EditorTarget targetOf(trust::IdentityKind kind, std::optional<trust::FederatedCredential> editing = {})
{
    EditorTarget target;
    target.identity.identity.key = {kind, QStringLiteral("id-1")};
    target.identity.identity.displayName = QStringLiteral("gh-platform-deploy");
    target.editing = std::move(editing);
    if (target.editing)
        target.identity.identity.credentials.append(*target.editing);
    return target;
}

CredentialForm formFor(EditorTarget target)
{
    trust::ValidationContext context;
    context.kind = target.identity.identity.key.kind;
    context.creating = !target.editing;
    context.exchangeAudience = exchangeAudience;
    context.knownExchangeAudiences = {exchangeAudience};
    return CredentialForm(
        catalogue(), std::move(target), exchangeAudience,
        [context](const trust::FederatedCredential &credential) { return trust::validate(credential, context); });
}

trust::FederatedCredential credential(const QString &issuer, const QString &subject,
                                      const QString &audience = exchangeAudience)
{
    trust::FederatedCredential result;
    result.id = QStringLiteral("c-1");
    result.name = QStringLiteral("existing");
    result.issuer = issuer;
    result.subject = subject;
    result.audiences = {audience};
    return result;
}

void fillEnvironment(CredentialForm &form)
{
    form.setValue(QStringLiteral("owner"), QStringLiteral("contoso"));
    form.setValue(QStringLiteral("repo"), QStringLiteral("storefront"));
    form.setValue(QStringLiteral("subjectFormat"), QStringLiteral("name-based"));
    form.setValue(QStringLiteral("environment"), QStringLiteral("production"));
    form.setName(QStringLiteral("storefront-prod"));
}

// For how long random input is tried: five seconds, or what SYMBOLON_FUZZ_SECONDS says when somebody wants more.
qint64 fuzzMs()
{
    const int seconds = qEnvironmentVariableIntValue("SYMBOLON_FUZZ_SECONDS");
    return 1000 * (seconds > 0 ? seconds : 5);
}

} // namespace

class CredentialFormTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFilledFormIsOneCreation();
    void everyFormStartsWithTheCloudsAudience_data();
    void everyFormStartsWithTheCloudsAudience();
    void missingValuesAreNamedAtTheirPlace();
    void idsCountOnlyForTheImmutableForm();
    void existingCredentialsOpenWithNothingLost_data();
    void existingCredentialsOpenWithNothingLost();
    void anyExpressionCanBeEdited();
    void whatNoFormCanSayStaysAsItIs();
    void aMadeExpressionCanBeWrittenFreely();
    void knownExpressionsOpenInTheirForm();
    void expressionsAreMadeOfAForm();
    void managedIdentitiesHaveNoDescription();
    void switchingPresetsKeepsWhatWasTyped();
    void aChoiceOfAnotherFormIsNone();
    void optionalFieldsLeaveNoGap();
    void draftsComeBack();
    void proposedNamesAreValidAndFree();
    void removalKeepsTheBeforeImage();
    void anyCredentialSurvivesTheForm();
    void noInputBreaksTheForm();
};

void CredentialFormTest::aFilledFormIsOneCreation()
{
    CredentialForm form = formFor(targetOf(trust::IdentityKind::Application));
    fillEnvironment(form);
    form.setDescription(QStringLiteral("CHG1"));
    QCOMPARE(form.errorCount(), 0);
    const auto operation = form.operation();
    QVERIFY(operation.has_value());
    QCOMPARE(operation->kind(), trust::OperationKind::Create);
    QCOMPARE(operation->after->subject, QStringLiteral("repo:contoso/storefront:environment:production"));
    QCOMPARE(operation->after->issuer, QStringLiteral("https://token.actions.githubusercontent.com"));
    QCOMPARE(operation->after->audiences, QStringList{exchangeAudience});
    QCOMPARE(operation->after->description, QStringLiteral("CHG1"));
}

void CredentialFormTest::everyFormStartsWithTheCloudsAudience_data()
{
    QTest::addColumn<QString>("preset");
    for (const presets::Preset &preset : catalogue().presets())
        QTest::newRow(qPrintable(preset.id)) << preset.id;
}

void CredentialFormTest::everyFormStartsWithTheCloudsAudience()
{
    QFETCH(QString, preset);
    CredentialForm form = formFor(targetOf(trust::IdentityKind::Application));
    form.choosePreset(preset);
    // These platforms dictate the audience; it is made of what is typed.
    const QStringList dictated{
        QStringLiteral("aws-cognito"), QStringLiteral("spacelift"), QStringLiteral("pulumi-deployments"),
        QStringLiteral("pulumi-esc"),  QStringLiteral("vercel"),    QStringLiteral("bitbucket")};
    const QString audience = form.credential().audiences.value(0);
    QVERIFY2((audience == exchangeAudience) != dictated.contains(preset), qPrintable(audience));
    for (const presets::PresetField &field : form.preset().fields)
        QVERIFY2(!form.value(field).contains(u'{'), qPrintable(form.value(field)));
}

void CredentialFormTest::missingValuesAreNamedAtTheirPlace()
{
    const CredentialForm form = formFor(targetOf(trust::IdentityKind::Application));
    QStringList placesWithErrors;
    for (const PlacedRemark &remark : form.remarks()) {
        if (remark.level == trust::RemarkLevel::Error)
            placesWithErrors << remark.place;
    }
    for (const QString &place :
         {QStringLiteral("owner"), QStringLiteral("repo"), QStringLiteral("environment"), places::name.toString()})
        QVERIFY2(placesWithErrors.contains(place), qPrintable(place));
    QVERIFY(!form.isChanged());
    QVERIFY(form.preview().subject->contains(QStringLiteral("…")));
}

void CredentialFormTest::idsCountOnlyForTheImmutableForm()
{
    CredentialForm form = formFor(targetOf(trust::IdentityKind::Application));
    fillEnvironment(form);
    QCOMPARE(form.errorCount(), 0);
    form.setValue(QStringLiteral("subjectFormat"), QStringLiteral("immutable"));
    QCOMPARE(form.errorCount(), 2);
    form.setValue(QStringLiteral("ownerId"), QStringLiteral("5544123"));
    form.setValue(QStringLiteral("repoId"), QStringLiteral("821093847"));
    QCOMPARE(form.errorCount(), 0);
    QCOMPARE(form.credential().subject,
             QStringLiteral("repo:contoso@5544123/storefront@821093847:environment:production"));
}

void CredentialFormTest::existingCredentialsOpenWithNothingLost_data()
{
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("audience");
    QTest::addColumn<QString>("preset");
    const QString github = QStringLiteral("https://token.actions.githubusercontent.com");
    QTest::addRow("github environment") << github << QStringLiteral("repo:a/b:environment:prod") << exchangeAudience
                                        << QStringLiteral("github-environment");
    QTest::addRow("github branch with ids") << github << QStringLiteral("repo:a@1/b@2:ref:refs/heads/release/2.1")
                                            << exchangeAudience << QStringLiteral("github-branch");
    QTest::addRow("github pull request") << github << QStringLiteral("repo:a/b:pull_request") << exchangeAudience
                                         << QStringLiteral("github-pull-request");
    QTest::addRow("github tag") << github << QStringLiteral("repo:a/b:ref:refs/tags/v1") << exchangeAudience
                                << QStringLiteral("github-tag");
    QTest::addRow("azure pipelines") << QStringLiteral(
        "https://vstoken.dev.azure.com/9d3e5b7a-1c2f-4a6b-8e0d-2f4a6c8e0b1d")
                                     << QStringLiteral("sc://contoso/Payments/prod wif") << exchangeAudience
                                     << QStringLiteral("azdo-legacy");
    QTest::addRow("vercel") << QStringLiteral("https://oidc.vercel.com/contoso")
                            << QStringLiteral("owner:contoso:project:web:environment:preview")
                            << QStringLiteral("https://vercel.com/contoso") << QStringLiteral("vercel");
    QTest::addRow("another audience") << github << QStringLiteral("repo:a/b:pull_request") << QStringLiteral("api://x")
                                      << QStringLiteral("generic-oidc");
    QTest::addRow("trailing blank") << github << QStringLiteral("repo:a/b:ref:refs/heads/main ") << exchangeAudience
                                    << QStringLiteral("generic-oidc");
    QTest::addRow("http issuer") << QStringLiteral("http://oidc.example") << QStringLiteral("anything")
                                 << exchangeAudience << QStringLiteral("generic-oidc");
    QTest::addRow("hostile") << QStringLiteral("https://x.example/<img src=x>") << QStringLiteral("\u202Eadmin\u0007")
                             << exchangeAudience << QStringLiteral("generic-oidc");
}

void CredentialFormTest::existingCredentialsOpenWithNothingLost()
{
    QFETCH(QString, issuer);
    QFETCH(QString, subject);
    QFETCH(QString, audience);
    QFETCH(QString, preset);
    const trust::FederatedCredential existing = credential(issuer, subject, audience);
    const CredentialForm form = formFor(targetOf(trust::IdentityKind::Application, existing));
    QCOMPARE(form.preset().id, preset);
    QCOMPARE(form.credential(), existing);
    QVERIFY(!form.isChanged());
    QVERIFY(!form.operation().has_value());
}

void CredentialFormTest::anyExpressionCanBeEdited()
{
    trust::FederatedCredential existing = credential(QStringLiteral("https://gitlab.com"), QString());
    existing.subject.reset();
    existing.expression = trust::ClaimsExpression{QStringLiteral("claims['sub'] matches 'project_path:contoso/*'"), 1};
    CredentialForm form = formFor(targetOf(trust::IdentityKind::Application, existing));
    QCOMPARE(form.preset().id, QStringLiteral("generic-expression"));
    QVERIFY(!form.operation().has_value());
    form.setDescription(QStringLiteral("owned by data"));
    QCOMPARE(form.operation()->after->expression, existing.expression);
    QVERIFY(!form.operation()->after->subject.has_value());
    const auto at = [&form](QStringView code) {
        for (const PlacedRemark &remark : form.remarks()) {
            if (remark.code == code)
                return remark.place;
        }
        return QString();
    };
    QCOMPARE(at(u"expression-no-immutable-id"), places::expression.toString());
    const QString written = existing.expression->value + QStringLiteral(" and claims['namespace_id'] eq '7'");
    form.setValue(places::expression.toString(), written);
    QVERIFY(at(u"expression-no-immutable-id").isEmpty());
    QCOMPARE(form.operation()->after->expression->value, written);
    form.setValue(places::expression.toString(), QStringLiteral("claims['sub'"));
    QCOMPARE(at(u"expression-unreadable"), places::expression.toString());
    QCOMPARE(form.errorCount(), 1);
}

void CredentialFormTest::whatNoFormCanSayStaysAsItIs()
{
    trust::FederatedCredential existing = credential(QStringLiteral("https://gitlab.com"), QString());
    existing.subject.reset();
    existing.expression = trust::ClaimsExpression{QStringLiteral("claims['sub'] like 'x'"), 2};
    existing.audiences = QStringList{QStringLiteral("a"), QStringLiteral("b")};
    CredentialForm form = formFor(targetOf(trust::IdentityKind::Application, existing));
    QCOMPARE(form.credential(), existing);
    QVERIFY(!form.operation().has_value());
    form.setDescription(QStringLiteral("d"));
    QCOMPARE(form.credential().expression, existing.expression);
    QCOMPARE(form.credential().audiences, existing.audiences);
    // The text stays, and so does the version it is written in; another text is version 1.
    form.setValue(QStringLiteral("issuer"), QStringLiteral("https://gitlab.contoso.com"));
    QCOMPARE(form.credential().expression, existing.expression);
    form.setValue(places::expression.toString(), QStringLiteral("claims['sub'] eq 'x'"));
    QCOMPARE(form.credential().expression->languageVersion, 1);
}

void CredentialFormTest::aMadeExpressionCanBeWrittenFreely()
{
    CredentialForm form = formFor(targetOf(trust::IdentityKind::Application));
    form.choosePreset(QStringLiteral("hcp-terraform-flexible"));
    form.setValue(QStringLiteral("organization"), QStringLiteral("contoso"));
    form.setValue(QStringLiteral("workspace"), QStringLiteral("payments"));
    const trust::FederatedCredential made = form.credential();
    form.writeFreely();
    QCOMPARE(form.preset().id, QStringLiteral("generic-expression"));
    QCOMPARE(form.credential(), made);
    form.choosePreset(QStringLiteral("github-environment"));
    form.writeFreely();
    QCOMPARE(form.preset().id, QStringLiteral("github-environment"));
}

void CredentialFormTest::knownExpressionsOpenInTheirForm()
{
    trust::FederatedCredential existing = credential(QStringLiteral("https://gitlab.com"), QString());
    existing.subject.reset();
    existing.expression = trust::ClaimsExpression{
        QStringLiteral("claims['sub'] matches 'project_path:contoso/a:ref_type:branch:ref:release/*' and "
                       "claims['project_id'] eq '7'"),
        1};
    CredentialForm form = formFor(targetOf(trust::IdentityKind::Application, existing));
    QCOMPARE(form.preset().id, QStringLiteral("gitlab-flexible"));
    QCOMPARE(form.credential(), existing);
    QVERIFY(!form.operation().has_value());
    form.setValue(QStringLiteral("refPattern"), QStringLiteral("main"));
    QCOMPARE(form.errorCount(), 0);
    QVERIFY(form.operation()->after->expression->value.contains(QStringLiteral(":ref:main'")));
    QVERIFY(!form.operation()->after->subject.has_value());
    // The service is not known to turn one into the other.
    form.choosePreset(QStringLiteral("gitlab-saas"));
    QVERIFY(std::any_of(form.remarks().begin(), form.remarks().end(), [](const PlacedRemark &remark) {
        return remark.place.isEmpty() && remark.level == trust::RemarkLevel::Error;
    }));
}

void CredentialFormTest::expressionsAreMadeOfAForm()
{
    CredentialForm form = formFor(targetOf(trust::IdentityKind::ManagedIdentity));
    form.choosePreset(QStringLiteral("hcp-terraform-flexible"));
    QVERIFY(form.preview().expression->value.contains(QStringLiteral("organization:…")));
    form.setValue(QStringLiteral("organization"), QStringLiteral("contoso"));
    form.setValue(QStringLiteral("workspace"), QStringLiteral("payments"));
    form.setName(QStringLiteral("payments"));
    QCOMPARE(form.errorCount(), 0);
    const auto operation = form.operation();
    QVERIFY(operation.has_value());
    QCOMPARE(operation->after->expression->value,
             QStringLiteral("claims['sub'] matches 'organization:contoso:project:Default Project:workspace:payments:"
                            "run_phase:*'"));
    QVERIFY(!operation->after->subject.has_value());
}

void CredentialFormTest::managedIdentitiesHaveNoDescription()
{
    CredentialForm form = formFor(targetOf(trust::IdentityKind::ManagedIdentity));
    fillEnvironment(form);
    form.setDescription(QStringLiteral("typed before"));
    QVERIFY(!form.hasDescription());
    QVERIFY(form.credential().description.isEmpty());
    QCOMPARE(form.errorCount(), 0);
}

void CredentialFormTest::switchingPresetsKeepsWhatWasTyped()
{
    CredentialForm form = formFor(targetOf(trust::IdentityKind::Application));
    fillEnvironment(form);
    const trust::FederatedCredential before = form.credential();
    form.choosePreset(QStringLiteral("k8s-aks"));
    QVERIFY(form.errorCount() > 0);
    form.choosePreset(QStringLiteral("github-environment"));
    QCOMPARE(form.credential(), before);
    form.choosePreset(QStringLiteral("no such preset"));
    QCOMPARE(form.preset().id, QStringLiteral("github-environment"));
}

void CredentialFormTest::aChoiceOfAnotherFormIsNone()
{
    CredentialForm form = formFor(targetOf(trust::IdentityKind::Application));
    form.choosePreset(QStringLiteral("github-flexible"));
    form.setValue(QStringLiteral("pattern"), QStringLiteral("all tags"));
    form.setValue(QStringLiteral("environment"), QStringLiteral("eu"));
    form.choosePreset(QStringLiteral("gitlab-flexible"));
    QCOMPARE(form.values().value(QStringLiteral("pattern")), QStringLiteral("by path"));
    form.choosePreset(QStringLiteral("vercel"));
    QCOMPARE(form.values().value(QStringLiteral("environment")), QStringLiteral("production"));
    form.choosePreset(QStringLiteral("github-flexible"));
    QCOMPARE(form.values().value(QStringLiteral("pattern")), QStringLiteral("all tags"));
}

void CredentialFormTest::optionalFieldsLeaveNoGap()
{
    CredentialForm form = formFor(targetOf(trust::IdentityKind::Application));
    form.choosePreset(QStringLiteral("octopus"));
    QCOMPARE(form.preview().subject, QStringLiteral("space:…:project:…:environment:…"));
    form.setValue(QStringLiteral("tenant"), QStringLiteral("emea"));
    QCOMPARE(form.preview().subject, QStringLiteral("space:…:project:…:tenant:emea:environment:…"));
}

void CredentialFormTest::draftsComeBack()
{
    CredentialForm first = formFor(targetOf(trust::IdentityKind::Application));
    fillEnvironment(first);
    CredentialForm second = formFor(targetOf(trust::IdentityKind::Application));
    second.setDraft(first.draft());
    QCOMPARE(second.credential(), first.credential());
    QVERIFY(second.isChanged());
}

void CredentialFormTest::proposedNamesAreValidAndFree()
{
    CredentialForm form = formFor(targetOf(trust::IdentityKind::Application));
    form.setValue(QStringLiteral("repo"), QStringLiteral("..$(rm -rf)/Ünïcode__x"));
    form.setValue(QStringLiteral("environment"), QString(400, u'e'));
    form.setName(form.proposedName());
    for (const PlacedRemark &remark : form.remarks())
        QVERIFY2(remark.place != places::name, qPrintable(remark.text));
}

void CredentialFormTest::removalKeepsTheBeforeImage()
{
    const trust::FederatedCredential existing = credential(
        QStringLiteral("https://token.actions.githubusercontent.com"), QStringLiteral("repo:a/b:pull_request"));
    const CredentialForm form = formFor(targetOf(trust::IdentityKind::Application, existing));
    const trust::Operation removal = form.removal();
    QCOMPARE(removal.kind(), trust::OperationKind::Delete);
    QCOMPARE(removal.before, existing);
}

void CredentialFormTest::anyCredentialSurvivesTheForm()
{
    QRandomGenerator random(20261122);
    const QList<presets::Preset> &all = catalogue().presets();
    const QStringList pieces{QStringLiteral("https://token.actions.githubusercontent.com"),
                             QStringLiteral("https://gitlab.com"),
                             QStringLiteral("https://jenkins.contoso.com/oidc"),
                             QStringLiteral("repo:"),
                             QStringLiteral("a/b"),
                             QStringLiteral(":environment:"),
                             QStringLiteral("%3A"),
                             QStringLiteral("system:serviceaccount:"),
                             QStringLiteral("claims['sub'] eq '"),
                             QStringLiteral("' and "),
                             QStringLiteral("{owner}"),
                             QStringLiteral("…"),
                             QStringLiteral(" "),
                             QStringLiteral("\u202E"),
                             QStringLiteral("pull_request"),
                             QString(QChar(0xD800))};
    const auto noise = [&] {
        QString text;
        for (int left = random.bounded(6); left > 0; --left)
            text += pieces.at(random.bounded(static_cast<int>(pieces.size())));
        return text;
    };
    int inAForm = 0;
    for (int round = 0; round < 3000; ++round) {
        // Half of them what a form makes of its examples and some noise, half of them noise alone.
        trust::FederatedCredential one = credential(noise(), noise(), random.bounded(4) ? exchangeAudience : noise());
        if (random.bounded(2)) {
            const presets::Preset &preset = all.at(random.bounded(static_cast<int>(all.size())));
            QMap<QString, QString> values;
            for (const presets::PresetField &field : preset.fields) {
                const bool choice = field.type == presets::PresetField::Type::Choice;
                values.insert(field.key,
                              choice ? field.options.at(random.bounded(static_cast<int>(field.options.size())))
                                  : random.bounded(12) ? field.placeholder
                                                       : noise());
            }
            const presets::Rendered rendered = catalogue().render(preset, values, exchangeAudience);
            one.issuer = rendered.issuer;
            one.audiences = QStringList{rendered.audience};
            one.subject = rendered.subject;
            if (preset.flexible) {
                one.subject.reset();
                one.expression = trust::ClaimsExpression{rendered.expression, random.bounded(20) ? 1 : 2};
            }
        } else if (random.bounded(2)) {
            one.subject.reset();
            one.expression = trust::ClaimsExpression{noise(), random.bounded(20) ? 1 : 2};
            if (random.bounded(20) == 0)
                one.audiences.append(noise());
        }
        const CredentialForm form = formFor(targetOf(trust::IdentityKind::Application, one));
        QCOMPARE(form.credential(), one);
        QVERIFY(!form.operation().has_value());
        // Typed anew, letter by letter, it is the same again, as far as a form can say it.
        CredentialForm typed = formFor(targetOf(trust::IdentityKind::Application));
        typed.setDraft(form.draft());
        if (catalogue().recognise(one, exchangeAudience)) {
            QCOMPARE(typed.credential().issuer, one.issuer);
            QCOMPARE(typed.credential().matchText(), one.matchText());
            QCOMPARE(typed.credential().isFlexible(), one.isFlexible());
            QCOMPARE(typed.credential().audiences, one.audiences);
        }
        QCOMPARE(form.preset().flexible, one.isFlexible());
        inAForm += form.preset().platform != u"Other OIDC" ? 1 : 0;
    }
    QVERIFY2(inAForm > 800, qPrintable(QString::number(inAForm)));
}

// Random keys, values and forms for a fixed time: nothing fails, and what is said of a form stays in order.
void CredentialFormTest::noInputBreaksTheForm()
{
    QRandomGenerator random(7);
    const QList<presets::Preset> &all = catalogue().presets();
    CredentialForm form = formFor(targetOf(trust::IdentityKind::Application));
    QElapsedTimer clock;
    clock.start();
    int rounds = 0;
    for (; clock.elapsed() < fuzzMs(); ++rounds) {
        const presets::Preset &preset = all.at(random.bounded(static_cast<int>(all.size())));
        form.choosePreset(preset.id);
        QString text;
        for (int left = random.bounded(40); left > 0; --left)
            text +=
                QChar(static_cast<char16_t>(random.bounded(3) ? random.bounded(0x20, 0x7f) : random.bounded(0x10000)));
        const presets::PresetField &field = preset.fields.at(random.bounded(static_cast<int>(preset.fields.size())));
        form.setValue(random.bounded(8) ? field.key : text, text);
        if (random.bounded(8) == 0)
            form.setName(text);
        QVERIFY(form.errorCount() + form.warningCount() == form.remarks().size());
        if (preset.flexible)
            QVERIFY(form.credential().expression && !form.credential().subject);
        else
            QVERIFY(!form.credential().expression && form.credential().subject);
        static_cast<void>(catalogue().samples(form.preset(), form.values()));
    }
    qInfo("%d inputs", rounds);
}

} // namespace symbolon::ui

QTEST_GUILESS_MAIN(symbolon::ui::CredentialFormTest)
#include "tst_credential_form.moc"
