// SPDX-License-Identifier: Apache-2.0
#include "risk/rules.h"

#include "base/shown.h"

#include <QCoreApplication>

namespace symbolon::risk {
namespace {

bool isUnclean(const QString &value)
{
    return value != value.trimmed() || hasInvisible(value)
        || value.normalized(QString::NormalizationForm_C) != value;
}

// The value with everything that cannot be seen as code points, blanks at its ends included.
QString withCodePoints(const QString &value)
{
    const QString blank = QStringLiteral("⟨U+0020⟩");
    qsizetype first = 0;
    while (first < value.size() && value.at(first) == u' ')
        ++first;
    qsizetype last = value.size();
    while (last > first && value.at(last - 1) == u' ')
        --last;
    return blank.repeated(first) + shown(value.mid(first, last - first)) + blank.repeated(value.size() - last);
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
        return Opinion::notKnown(missing(judged.identity.credentialsPart,
                                         QCoreApplication::translate("Risk", "Credentials"),
                                         QCoreApplication::translate("Risk", "the right to read them")));
    }
    const auto count = static_cast<int>(judged.identity.credentials.size());
    if (count == 0)
        return Opinion::notApplicable();
    if (count < judged.thresholds.credentialWarnCount)
        return Opinion::pass();
    return Opinion::finding(count >= judged.thresholds.credentialLimit ? Severity::Medium : base,
                            {{QCoreApplication::translate("Evidence", "Credentials"),
                              QCoreApplication::translate("Evidence", "%1 of %2")
                                  .arg(count)
                                  .arg(judged.thresholds.credentialLimit)}});
}

} // namespace symbolon::risk
