// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "base/shared.h"
#include "presets/platform.h"
#include "trust/credential.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QRegularExpression>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace symbolon::presets {

// One input of a preset's form.
struct PresetField
{
    // An expression is a whole claims expression, typed freely.
    enum class Type { Text, Choice, Expression };

    QString key;
    QString label;
    QString placeholder;
    QString help;
    Type type = Type::Text;
    QStringList options; // Choice only
    QString defaultValue;
    bool required = false;
    int maxLength = 0;          // 0: no own limit
    QRegularExpression pattern; // empty pattern: anything
    bool patternBlocks = false; // true: a value outside the pattern is an error, else a warning
    QString offers;             // what the program can list for it: "aks-clusters"; empty: nothing
    QString shownWhenKey;       // the field counts only while this other field …
    QString shownWhenValue;     // … has this value; empty key: always
};

// The form of one scenario of one platform.
struct Preset
{
    QString id;          // "github-environment", "k8s-aks", … as in the reference
    QString displayName; // "GitHub Actions - environment"
    QString platform;    // gallery group: "GitHub Actions", "Kubernetes", "AWS", "Other OIDC"
    QString scenario;    // within the group: "Environment", "Branch"; what the only one is about: "SPIFFE ID"
    QString glyph;
    QString summary;
    QString notice;        // what has to be known before it is used: preview, not confirmed, superseded; empty: nothing
    bool flexible = false; // makes a claims expression instead of a subject
    bool offered = true;   // false: the platform writes such credentials itself; shown, not to be made by hand
    QString repositoryApi; // template of GitHub's REST API, which can tell the true subject; empty: nobody can be asked
    QStringList files;     // what a file may say for which this is the form to begin with: FileHint::about
    QList<PresetField> fields;
    QStringList pitfalls;
    QStringList misusers; // who else can get a token that fits, most likely first; "{key}" stands for what was typed
    QStringList notes;    // worth knowing, nothing to fall into
};

// A remark about a field of the form, for the place where it was typed.
struct FieldRemark
{
    QString key;
    bool blocking = false;
    QString text;
};

// What a filled form comes to.
struct Rendered
{
    QString issuer;
    QString subject;    // empty for a flexible preset
    QString expression; // a flexible preset's claims expression, version 1; else empty
    QString audience;
    QList<FieldRemark> remarks;
};

// A credential seen as a filled form.
struct Recognised
{
    QString presetId;
    QMap<QString, QString> values;
};

// A token that would, or would not, be accepted by a filled form; for the preview beside it.
struct SampleSubject
{
    QString title; // "Job on main without an environment"
    QString subject;
    QMap<QString, QString> claims; // beside the subject, where an expression looks at them
    bool accepted = false;
};

// All presets and platforms, read once from data. A value; thread-safe to read.
class Catalogue final
{
public:
    // The built-in data (resources/presets). Fails only when the program was built with broken data.
    [[nodiscard]] static Result<Catalogue> builtIn();
    // `presets` and `platforms` as in resources/presets/*.json; errors name the path of the offending value.
    [[nodiscard]] static Result<Catalogue> fromJson(const QByteArray &presets, const QByteArray &platforms);

    [[nodiscard]] const QList<Preset> &presets() const;
    [[nodiscard]] const Preset *find(const QString &presetId) const;
    // The form that takes what a file says (FileHint::about); nullptr: none does.
    [[nodiscard]] const Preset *findForFile(const QString &about) const;

    // What a field holds before anybody types: its default, the exchange audience filled in.
    [[nodiscard]] static QString startValue(const PresetField &field, const QString &exchangeAudience);

    // Whether a field counts with these values: the choice it depends on is taken, and counts itself.
    [[nodiscard]] static bool isShown(const Preset &preset, const PresetField &field,
                                      const QMap<QString, QString> &values);

    // Fills the preset's templates. Missing required values and values outside their pattern become remarks; the
    // templates are filled all the same, so that a preview can follow the typing. `exchangeAudience` is the signed-in
    // cloud's, used where the platform leaves the audience free.
    [[nodiscard]] Rendered render(const Preset &preset, const QMap<QString, QString> &values,
                                  const QString &exchangeAudience) const;

    // The preset whose form would produce exactly this credential's issuer, subject or expression, and audience in a
    // cloud with this exchange audience. Falls back to Other OIDC ("generic-oidc", for flexible credentials
    // "generic-expression"), which loses nothing; nullopt for what no form can hold: another number of audiences than
    // one, another version of the language, an empty issuer.
    [[nodiscard]] std::optional<Recognised> recognise(const trust::FederatedCredential &credential,
                                                      const QString &exchangeAudience) const;

    // The platform behind a credential: by its issuer as written and, where one issuer serves several platforms or
    // none is recognised, by the form of its subject. Platform{"other"} when nothing fits.
    [[nodiscard]] Shared<Platform> platformOf(const trust::FederatedCredential &credential) const;
    // By the issuer alone.
    [[nodiscard]] Shared<Platform> platformOf(const QString &issuer) const;

    // Neighbours of a filled form's subject that people confuse with it, for "tokens it accepts and refuses": the
    // accepted one first, no subject twice. Titles hold values as typed (hostile text). Those of a typed expression are
    // made of it (trust::expressionExamples()); none where it cannot be read.
    [[nodiscard]] QList<SampleSubject> samples(const Preset &preset, const QMap<QString, QString> &values) const;

    struct Data; // defined beside the implementation

private:
    explicit Catalogue(std::shared_ptr<const Data> data);

    std::shared_ptr<const Data> d; // shared by copies
};

} // namespace symbolon::presets
