// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/credential_form.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace symbolon::ui {
namespace {

// The preset that a new credential starts with: the commonest, and the safest of its scenarios.
const QString firstPreset = QStringLiteral("github-environment");
// The preset that can hold any issuer, subject and audience.
const QString anyPreset = QStringLiteral("generic-oidc");
// The same for claims expressions.
const QString anyExpressionPreset = QStringLiteral("generic-expression");

QMap<QString, QString> plainValues(const trust::FederatedCredential &credential)
{
    return {
        {QStringLiteral("issuer"), credential.issuer},
        {credential.isFlexible() ? QStringLiteral("expression") : QStringLiteral("subject"), credential.matchText()},
        {QStringLiteral("audience"), credential.audiences.value(0)}};
}

CredentialDraft draftOf(const presets::Catalogue &catalogue, const EditorTarget &target,
                        const QString &exchangeAudience)
{
    CredentialDraft draft;
    const std::optional<trust::FederatedCredential> &opened = target.opened();
    if (!opened) {
        draft.presetId = firstPreset;
        return draft;
    }
    draft.name = opened->name;
    draft.description = opened->description;
    if (const auto recognised = catalogue.recognise(*opened, exchangeAudience)) {
        draft.presetId = recognised->presetId;
        draft.values = recognised->values;
    } else {
        draft.presetId = opened->isFlexible() ? anyExpressionPreset : anyPreset;
        draft.values = plainValues(*opened);
    }
    return draft;
}

} // namespace

CredentialForm::CredentialForm(const presets::Catalogue &catalogue, EditorTarget target, QString exchangeAudience,
                               Validate validate)
    : m_catalogue(catalogue)
    , m_target(std::move(target))
    , m_exchangeAudience(std::move(exchangeAudience))
    , m_validate(std::move(validate))
    , m_start(draftOf(catalogue, m_target, m_exchangeAudience))
    , m_draft(m_start)
{
    refresh();
}

void CredentialForm::setDraft(CredentialDraft draft)
{
    m_draft = std::move(draft);
    refresh();
}

const presets::Preset &CredentialForm::preset() const
{
    const presets::Preset *found = m_catalogue.find(m_draft.presetId);
    if (!found)
        found = m_catalogue.find(anyPreset);
    return found ? *found : m_catalogue.presets().last();
}

void CredentialForm::choosePreset(const QString &presetId)
{
    if (!m_catalogue.find(presetId) || presetId == m_draft.presetId)
        return;
    m_draft.presetId = presetId;
    refresh();
}

void CredentialForm::writeFreely()
{
    const trust::FederatedCredential made = m_credential;
    if (!made.isFlexible() || !m_catalogue.find(anyExpressionPreset))
        return;
    m_draft.presetId = anyExpressionPreset;
    m_draft.values.insert(plainValues(made));
    refresh();
}

void CredentialForm::setValue(const QString &key, const QString &value)
{
    m_draft.values[key] = value;
    refresh();
}

bool CredentialForm::fillFrom(trust::FederatedCredential token)
{
    // How Entra itself writes the exchange audience of the public cloud in tokens of its own.
    const QString entraAudience = QStringLiteral("fb60f99c-7a34-4190-8149-302f77469936");
    const bool isEntras = token.audiences.value(0) == entraAudience;
    auto recognised = m_catalogue.recognise(token, m_exchangeAudience);
    const bool asked = !isEntras && recognised && recognised->presetId != anyPreset;
    bool otherAudience = false;
    if (!asked) {
        trust::FederatedCredential exchanged = token;
        exchanged.audiences = QStringList{m_exchangeAudience};
        const auto better = m_catalogue.recognise(exchanged, m_exchangeAudience);
        if (better && (isEntras || better->presetId != anyPreset)) {
            otherAudience = !isEntras;
            recognised = better;
            token = std::move(exchanged);
        }
    }
    m_draft.presetId = recognised ? recognised->presetId : anyPreset;
    m_draft.values.insert(recognised ? recognised->values : plainValues(token));
    refresh();
    return otherAudience;
}

void CredentialForm::fillFrom(const presets::FileHint &hint)
{
    const presets::Preset *begin = m_catalogue.findForFile(hint.about);
    if (!begin)
        return;
    const presets::Preset &chosen = preset();
    // Another form of the platform says the same only where it has all fields that the file is about; one without any is
    // told from others by nothing but itself.
    const bool fits = chosen.platform == begin->platform && !hint.fields.isEmpty()
        && std::all_of(hint.fields.cbegin(), hint.fields.cend(), [&chosen](const QString &key) {
                          return std::any_of(chosen.fields.cbegin(), chosen.fields.cend(),
                                             [&key](const presets::PresetField &field) { return field.key == key; });
                      });
    if (!fits)
        m_draft.presetId = begin->id;
    for (const QString &key : hint.fields)
        m_draft.values.remove(key); // half of another file's answer would be a trust that nobody meant
    for (auto value = hint.values.cbegin(); value != hint.values.cend(); ++value) {
        if (!value.value().isEmpty())
            m_draft.values.insert(value.key(), value.value());
    }
    refresh();
}

void CredentialForm::setName(const QString &name)
{
    m_draft.name = name;
    refresh();
}

void CredentialForm::setDescription(const QString &description)
{
    m_draft.description = description;
    refresh();
}

QString CredentialForm::value(const presets::PresetField &field) const
{
    const auto typed = m_draft.values.constFind(field.key);
    const bool fits = typed != m_draft.values.cend()
        && (field.type != presets::PresetField::Type::Choice || field.options.contains(*typed));
    return fits ? *typed : presets::Catalogue::startValue(field, m_exchangeAudience);
}

QMap<QString, QString> CredentialForm::values() const
{
    QMap<QString, QString> result;
    for (const presets::PresetField &field : preset().fields)
        result.insert(field.key, value(field));
    return result;
}

bool CredentialForm::isShown(const presets::PresetField &field) const
{
    return presets::Catalogue::isShown(preset(), field, values());
}

int CredentialForm::errorCount() const
{
    return static_cast<int>(std::count_if(m_remarks.begin(), m_remarks.end(), [](const PlacedRemark &remark) {
        return remark.level == trust::RemarkLevel::Error;
    }));
}

int CredentialForm::warningCount() const
{
    return static_cast<int>(m_remarks.size()) - errorCount();
}

std::optional<trust::Operation> CredentialForm::operation() const
{
    if (m_target.opened() && *m_target.opened() == m_credential)
        return std::nullopt;
    if (m_target.editing && *m_target.editing == m_credential)
        return std::nullopt; // what is staged is discarded instead
    trust::Operation operation;
    operation.identity = m_target.identity.identity.key;
    operation.identityName = m_target.identity.identity.displayName;
    operation.before = m_target.editing;
    operation.after = m_credential;
    return operation;
}

trust::Operation CredentialForm::removal() const
{
    trust::Operation operation;
    operation.identity = m_target.identity.identity.key;
    operation.identityName = m_target.identity.identity.displayName;
    operation.before = m_target.editing;
    return operation;
}

QString CredentialForm::proposedName() const
{
    QStringList words;
    for (const QString &key : {QStringLiteral("repo"), QStringLiteral("namespace"), QStringLiteral("serviceAccount"),
                               QStringLiteral("environment"), QStringLiteral("branch")}) {
        const bool used = std::any_of(preset().fields.begin(), preset().fields.end(),
                                      [&key](const presets::PresetField &field) { return field.key == key; });
        if (used && !m_draft.values.value(key).isEmpty())
            words << m_draft.values.value(key);
    }
    if (words.isEmpty())
        words << preset().id;
    const QString joined = words.join(u'-');
    QString name;
    for (const QChar c : joined) {
        const bool plain = (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9');
        if (plain)
            name += c;
        else if (!name.isEmpty() && !name.endsWith(u'-'))
            name += u'-';
    }
    name.truncate(trust::limits::nameMaxLength - 4);
    while (name.endsWith(u'-'))
        name.chop(1);
    if (name.size() < trust::limits::nameMinLength)
        name = QStringLiteral("credential");
    const auto taken = [this](const QString &candidate) {
        const auto &all = m_target.identity.identity.credentials;
        return std::any_of(all.begin(), all.end(),
                           [&candidate](const trust::FederatedCredential &other) { return other.name == candidate; });
    };
    QString free = name;
    for (int number = 2; taken(free); ++number)
        free = QStringLiteral("%1-%2").arg(name).arg(number);
    return free;
}

QString CredentialForm::placeOf(trust::Field field) const
{
    // A remark belongs to the field where the value was typed, where the preset has one of that name.
    switch (field) {
    case trust::Field::Name:
        return places::name.toString();
    case trust::Field::Issuer:
        return places::issuer.toString();
    case trust::Field::Subject:
        return places::subject.toString();
    case trust::Field::Expression:
        for (const presets::PresetField &one : preset().fields) {
            if (one.type == presets::PresetField::Type::Expression)
                return one.key;
        }
        return places::subject.toString();
    case trust::Field::Audience:
        return places::audience.toString();
    case trust::Field::Description:
        return places::description.toString();
    case trust::Field::General:
        return places::general.toString();
    }
    Q_UNREACHABLE();
}

bool CredentialForm::isDerived(const QString &place) const
{
    const bool exchanged = place == places::issuer || place == places::subject || place == places::audience;
    return exchanged
        && std::none_of(preset().fields.begin(), preset().fields.end(),
                        [&place](const presets::PresetField &field) { return field.key == place; });
}

void CredentialForm::take(const presets::Rendered &rendered, trust::FederatedCredential &credential) const
{
    credential.issuer = rendered.issuer;
    credential.audiences = QStringList{rendered.audience};
    if (preset().flexible) {
        // What is written here is version 1; an expression that stays keeps its own.
        const bool stays = credential.isFlexible() && credential.expression->value == rendered.expression;
        credential.subject.reset();
        if (!stays)
            credential.expression = trust::ClaimsExpression{rendered.expression, 1};
    } else {
        credential.subject = rendered.subject;
        credential.expression.reset();
    }
}

// Nothing that is compared has been typed: then it is what the service holds, or what is staged, even where no form could say it (two
// audiences, another version of the language).
bool CredentialForm::isAsOpened() const
{
    return m_target.opened() && m_draft.presetId == m_start.presetId && m_draft.values == m_start.values;
}

trust::FederatedCredential CredentialForm::withGaps() const
{
    if (isAsOpened())
        return m_credential;
    QMap<QString, QString> shown = values();
    for (const presets::PresetField &field : preset().fields) {
        // An optional field left empty leaves no gap.
        if (field.required && shown.value(field.key).isEmpty())
            shown[field.key] = QStringLiteral("…");
    }
    const presets::Rendered rendered = m_catalogue.render(preset(), shown, m_exchangeAudience);
    trust::FederatedCredential credential = m_credential;
    take(rendered, credential);
    return credential;
}

void CredentialForm::refresh()
{
    QList<PlacedRemark> remarks;
    trust::FederatedCredential credential = m_target.opened().value_or(trust::FederatedCredential());
    credential.name = m_draft.name;
    credential.description = hasDescription() ? m_draft.description : QString();
    const presets::Rendered rendered = m_catalogue.render(preset(), values(), m_exchangeAudience);
    if (!isAsOpened())
        take(rendered, credential);
    for (const presets::FieldRemark &remark : rendered.remarks) {
        remarks.append(
            {remark.key, remark.blocking ? trust::RemarkLevel::Error : trust::RemarkLevel::Warning, remark.text, {}});
    }
    // Whether the service turns one into the other in place is documented nowhere.
    if (m_target.editing && m_target.editing->isFlexible() != credential.isFlexible()) {
        remarks.append({places::general.toString(),
                        trust::RemarkLevel::Error,
                        QCoreApplication::translate("CredentialForm",
                                                    "A subject and an expression cannot take each other's place in one "
                                                    "credential. Add a new credential, then delete this one."),
                        {}});
    }
    m_credential = std::move(credential);
    m_preview = withGaps();
    const bool incomplete = std::any_of(remarks.begin(), remarks.end(), [](const PlacedRemark &remark) {
        return remark.level == trust::RemarkLevel::Error;
    });
    const QList<trust::Remark> judged = m_validate(m_credential);
    for (const trust::Remark &remark : judged) {
        const QString place = placeOf(remark.field);
        // The preset's own words about a field come first; the same fault is not told twice. Of what is made of fields
        // that are still wrong, there is nothing to say yet.
        const bool told = (incomplete && isDerived(place))
            || (remark.level == trust::RemarkLevel::Error && !place.isEmpty()
                && std::any_of(remarks.begin(), remarks.end(),
                               [&place](const PlacedRemark &other) { return other.place == place; }));
        if (!told)
            remarks.append({place, remark.level, remark.text, remark.fix, remark.code});
    }
    std::stable_sort(remarks.begin(), remarks.end(), [](const PlacedRemark &a, const PlacedRemark &b) {
        return a.level == trust::RemarkLevel::Error && b.level != trust::RemarkLevel::Error;
    });
    m_remarks = std::move(remarks);
}

} // namespace symbolon::ui
