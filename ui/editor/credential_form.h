// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "presets/catalogue.h"
#include "presets/file_hints.h"
#include "trust/change_set.h"
#include "trust/validation.h"
#include "workspace/rows.h"

#include <QMap>
#include <QSet>
#include <QString>

#include <functional>
#include <optional>

namespace symbolon::ui {

// Everything a person typed, for all presets they looked at. A value: kept as a draft, compared to know what is unsaved.
struct CredentialDraft
{
    QString presetId;
    QMap<QString, QString> values; // by field key; presets share keys ("owner", "namespace"), so switching keeps them
    QString name;
    QString description;

    bool operator==(const CredentialDraft &) const = default;
};

// What is being edited: a new credential of an identity, or one that exists.
struct EditorTarget
{
    workspace::IdentityRow identity;
    std::optional<trust::FederatedCredential> editing;     // as the service holds it
    std::optional<trust::FederatedCredential> staged = {}; // what is to become of it, not written yet

    // What the form starts with.
    [[nodiscard]] const std::optional<trust::FederatedCredential> &opened() const { return staged ? staged : editing; }
    [[nodiscard]] workspace::CredentialKey key() const
    {
        return {identity.key(), editing ? editing->name : staged ? staged->name : QString()};
    }
};

// A remark at its place: a key of the preset's fields, or one of the names below.
struct PlacedRemark
{
    QString place;
    trust::RemarkLevel level = trust::RemarkLevel::Error;
    QString text;
    QString fix;  // the only right value of that field; empty: none
    QString code; // the validation's; empty: the form's own remark
};

namespace places {
inline constexpr QStringView issuer = u"issuer";
inline constexpr QStringView subject = u"subject";
inline constexpr QStringView expression = u"expression"; // typed freely; one that a form makes is in subject's place
inline constexpr QStringView audience = u"audience";
inline constexpr QStringView name = u"name";
inline constexpr QStringView description = u"description";
inline constexpr QStringView general = u"";
} // namespace places

// The form behind the editor, without widgets: draft in, credential and remarks out. Reads the catalogue and the
// validation through what it is given and changes nothing but itself.
class CredentialForm final
{
public:
    using Validate = std::function<QList<trust::Remark>(const trust::FederatedCredential &)>;

    // `validate` judges a credential as it would be written to this identity.
    CredentialForm(const presets::Catalogue &catalogue, EditorTarget target, QString exchangeAudience,
                   Validate validate);

    [[nodiscard]] const EditorTarget &target() const { return m_target; }
    [[nodiscard]] bool isNew() const { return !m_target.editing.has_value(); }
    [[nodiscard]] bool hasDescription() const
    {
        return m_target.identity.identity.key.kind == trust::IdentityKind::Application;
    }

    [[nodiscard]] const CredentialDraft &draft() const { return m_draft; }
    void setDraft(CredentialDraft draft);
    // Whether the draft differs from what the form started with.
    [[nodiscard]] bool isChanged() const { return m_draft != m_start; }
    // Choosing a platform or a scenario is not typing.
    [[nodiscard]] bool isTyped() const
    {
        return m_draft.values != m_start.values || m_draft.name != m_start.name
            || m_draft.description != m_start.description;
    }

    [[nodiscard]] const presets::Preset &preset() const;
    // Keeps every value, so that coming back finds it again.
    void choosePreset(const QString &presetId);
    // The expression that this form makes as one that is typed freely; nothing where it makes a subject.
    void writeFreely();
    void setValue(const QString &key, const QString &value);
    // Fills in what a token says: the form of its platform with issuer, subject and audience. An audience that is only
    // not the one to ask for is passed over: then the form has the right one, and true comes back.
    bool fillFrom(trust::FederatedCredential token);
    // Fills in what a file says: in the form that is chosen, where it is of that platform and has those fields.
    void fillFrom(const presets::FileHint &hint);
    void setName(const QString &name);
    void setDescription(const QString &description);
    // The value of a field; its default when nothing was typed, or something that is no choice here: presets share keys.
    [[nodiscard]] QString value(const presets::PresetField &field) const;
    // Those of every field of the preset.
    [[nodiscard]] QMap<QString, QString> values() const;
    // Whether the field counts with the values at hand.
    [[nodiscard]] bool isShown(const presets::PresetField &field) const;

    // What would be written.
    [[nodiscard]] const trust::FederatedCredential &credential() const { return m_credential; }
    // The same while it is being filled in: "…" stands where a needed value is still missing. For looking at only.
    [[nodiscard]] const trust::FederatedCredential &preview() const { return m_preview; }
    // Everything there is to say, errors first.
    [[nodiscard]] const QList<PlacedRemark> &remarks() const { return m_remarks; }
    [[nodiscard]] int errorCount() const;
    [[nodiscard]] int warningCount() const;
    // The one write this form stands for; nullopt while nothing would change.
    [[nodiscard]] std::optional<trust::Operation> operation() const;
    // Removal of the edited credential.
    [[nodiscard]] trust::Operation removal() const;

    // A valid, free name made of what was typed: "storefront-production".
    [[nodiscard]] QString proposedName() const;

private:
    void refresh();
    void take(const presets::Rendered &rendered, trust::FederatedCredential &credential) const;
    [[nodiscard]] bool isAsOpened() const;
    [[nodiscard]] trust::FederatedCredential withGaps() const;
    [[nodiscard]] QString placeOf(trust::Field field) const;
    // Made of other fields, and not typed itself.
    [[nodiscard]] bool isDerived(const QString &place) const;

    const presets::Catalogue &m_catalogue;
    EditorTarget m_target;
    QString m_exchangeAudience;
    Validate m_validate;
    CredentialDraft m_start;
    CredentialDraft m_draft;
    trust::FederatedCredential m_credential;
    trust::FederatedCredential m_preview;
    QList<PlacedRemark> m_remarks;
};

} // namespace symbolon::ui
