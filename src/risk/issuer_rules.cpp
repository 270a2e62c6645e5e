// SPDX-License-Identifier: Apache-2.0
#include "risk/rules.h"

#include <QCoreApplication>
#include <QStringView>

namespace symbolon::risk {
namespace {

Evidence issuerEvidence(const trust::FederatedCredential &credential)
{
    return {QCoreApplication::translate("Evidence", "Issuer"), credential.issuer};
}

} // namespace

Opinion issuerIsNotHttps(const Case &, const trust::FederatedCredential &credential, const presets::Platform &,
                         Severity base)
{
    const QStringView issuer = QStringView(credential.issuer).trimmed();
    const QStringView start = u"https://";
    const QStringView rest = issuer.mid(start.size());
    const bool fine = issuer.startsWith(start, Qt::CaseInsensitive) && !rest.contains(u'?') && !rest.contains(u'#')
        && !rest.left(rest.indexOf(u'/')).contains(u'@');
    return fine ? Opinion::pass() : Opinion::finding(base, {issuerEvidence(credential)});
}

Opinion trailingSlashIsWrong(const Case &, const trust::FederatedCredential &credential,
                             const presets::Platform &platform, Severity base)
{
    if (platform.trailingSlash == trust::TrailingSlash::Unknown)
        return Opinion::notApplicable();
    const bool required = platform.trailingSlash == trust::TrailingSlash::Required;
    if (credential.issuer.endsWith(u'/') == required)
        return Opinion::pass();
    QString expected = credential.issuer;
    if (required) {
        expected += u'/';
    } else {
        while (expected.endsWith(u'/'))
            expected.chop(1);
    }
    return Opinion::finding(
        base, {issuerEvidence(credential), {QCoreApplication::translate("Evidence", "Expected"), expected}});
}

} // namespace symbolon::risk
