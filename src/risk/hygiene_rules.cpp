// SPDX-License-Identifier: Apache-2.0
#include "base/shown.h"
#include "risk/rules.h"

#include <QCoreApplication>

#include <algorithm>

namespace symbolon::risk {
namespace {

// Almost every value there is: printable ASCII without blanks at its ends. Spares the rest of the look.
bool isPlain(const QString &value)
{
    return !value.startsWith(u' ') && !value.endsWith(u' ')
        && std::all_of(value.begin(), value.end(), [](QChar c) { return c >= u' ' && c <= u'~'; });
}

bool isUnclean(const QString &value)
{
    return !isPlain(value)
        && (value != value.trimmed() || hasInvisible(value) || value.normalized(QString::NormalizationForm_C) != value);
}

QString asCodePoint(uint codePoint)
{
    return QStringLiteral("⟨U+%1⟩").arg(QString::number(codePoint, 16).toUpper(), 4, u'0');
}

// Blanks at the ends as code points; what stands between through `show`.
template<typename Show>
QString betweenBlanks(const QString &value, Show show)
{
    qsizetype first = 0;
    while (first < value.size() && value.at(first) == u' ')
        ++first;
    qsizetype last = value.size();
    while (last > first && value.at(last - 1) == u' ')
        --last;
    return asCodePoint(u' ').repeated(first) + show(value.mid(first, last - first))
        + asCodePoint(u' ').repeated(value.size() - last);
}

// Letters that Unicode can write in another way (é as e + U+0301, Å as U+212B) as code points too.
QString decomposed(const QString &value)
{
    QString result;
    const QList<uint> codePoints = value.toUcs4();
    for (const uint codePoint : codePoints) {
        QString character;
        character += QChar::fromUcs4(codePoint);
        const bool replaced = QChar::isMark(codePoint)
            || character.normalized(QString::NormalizationForm_C) != character;
        result += replaced ? asCodePoint(codePoint) : shown(character);
    }
    return result;
}

// The value with everything as code points that cannot be seen or told apart.
QString withCodePoints(const QString &value)
{
    const bool composed = value.normalized(QString::NormalizationForm_C) == value;
    return betweenBlanks(value, composed ? shown : decomposed);
}

} // namespace

Opinion invisibleCharacters(const Case &, const trust::FederatedCredential &credential, const presets::Platform &,
                            Severity base)
{
    QList<Evidence> evidence;
    const auto look = [&evidence](const QString &name, const QString &value) {
        if (isUnclean(value))
            evidence.append({name, withCodePoints(value)});
    };
    look(QCoreApplication::translate("Evidence", "Name"), credential.name);
    look(QCoreApplication::translate("Evidence", "Issuer"), credential.issuer);
    look(credential.isFlexible() ? QCoreApplication::translate("Evidence", "Expression")
                                 : QCoreApplication::translate("Evidence", "Subject"),
         credential.matchText());
    for (const QString &audience : credential.audiences)
        look(QCoreApplication::translate("Evidence", "Audience"), audience);
    return evidence.isEmpty() ? Opinion::pass() : Opinion::finding(base, evidence);
}

Opinion closeToTheLimit(const Case &judged, Severity base)
{
    if (!judged.identity.credentialsPart.isKnown()) {
        return Opinion::notKnown(missingCredentials(judged.identity));
    }
    const auto count = static_cast<int>(judged.identity.credentials.size());
    if (count == 0)
        return Opinion::notApplicable();
    if (count < judged.thresholds.credentialWarnCount)
        return Opinion::pass();
    return Opinion::finding(
        count >= judged.thresholds.credentialLimit ? Severity::Medium : base,
        {{QCoreApplication::translate("Evidence", "Credentials"),
          QCoreApplication::translate("Evidence", "%1 of %2").arg(count).arg(judged.thresholds.credentialLimit)}});
}

} // namespace symbolon::risk
