// SPDX-License-Identifier: Apache-2.0
#include "trust/validation.h"

#include "base/shown.h"
#include "trust/expression_rules.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace symbolon::trust {
namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("Validation", source);
}

// Gathers remarks; errors are handed out before warnings, each in field order.
class Remarks final
{
public:
    void error(Field field, const char *code, const QString &words, const QString &fix = {})
    {
        add(field, RemarkLevel::Error, code, words, fix);
    }
    void warning(Field field, const char *code, const QString &words, const QString &fix = {})
    {
        add(field, RemarkLevel::Warning, code, words, fix);
    }
    void append(const QList<Remark> &remarks) { m_all += remarks; }
    [[nodiscard]] QList<Remark> inOrder() &&
    {
        std::stable_sort(m_all.begin(), m_all.end(), [](const Remark &a, const Remark &b) {
            return std::pair(a.level, a.field) < std::pair(b.level, b.field);
        });
        return std::move(m_all);
    }

private:
    void add(Field field, RemarkLevel level, const char *code, const QString &words, const QString &fix)
    {
        m_all.append({field, level, QString::fromLatin1(code), words, fix});
    }

    QList<Remark> m_all;
};

QString tooLong(qsizetype length)
{
    return text(QT_TRANSLATE_NOOP("Validation", "At most %1 characters; these are %2."))
        .arg(limits::fieldLength)
        .arg(length);
}

// The value without what cannot be seen; the replacement character of a broken surrogate stays to be noticed.
QString cleaned(const QString &value)
{
    QString result;
    const QList<uint> codePoints = value.toUcs4();
    for (const uint codePoint : codePoints) {
        if (!isInvisible(codePoint))
            result += QChar::fromUcs4(codePoint);
    }
    return result.trimmed();
}

void judgeBlanks(Remarks &remarks, Field field, const QString &value)
{
    if (value != value.trimmed()) {
        remarks.warning(field, "surrounding-blanks",
                        text(QT_TRANSLATE_NOOP("Validation",
                                               "There is white space at the start or end. It is compared "
                                               "too, so no token would match.")),
                        cleaned(value));
    } else if (hasInvisible(value)) {
        remarks.warning(
            field, "invisible-characters",
            text(QT_TRANSLATE_NOOP("Validation", "It holds characters that cannot be seen: %1")).arg(shown(value)),
            cleaned(value));
    }
}

// "storefront prod" → "storefront-prod"; empty where nothing usable is left.
QString nameLike(const QString &typed)
{
    static const QRegularExpression unusable(QStringLiteral("[^A-Za-z0-9_-]+"));
    static const QRegularExpression badStart(QStringLiteral("\\A[_-]+"));
    static const QRegularExpression badEnd(QStringLiteral("-+\\z"));
    QString name = typed.left(limits::fieldLength).trimmed();
    name.replace(unusable, QStringLiteral("-")).remove(badStart);
    name.truncate(limits::nameMaxLength);
    name.remove(badEnd);
    return name.size() < limits::nameMinLength ? QString() : name;
}

// Azure compares resource names without regard to case; for applications only equal names are known to clash.
bool isTaken(const QString &name, const ValidationContext &context)
{
    const Qt::CaseSensitivity sensitivity = context.kind == IdentityKind::ManagedIdentity ? Qt::CaseInsensitive
                                                                                          : Qt::CaseSensitive;
    return std::any_of(context.others.begin(), context.others.end(),
                       [&](const FederatedCredential &other) { return other.name.compare(name, sensitivity) == 0; });
}

void judgeName(Remarks &remarks, const FederatedCredential &credential, const ValidationContext &context)
{
    // The name of an existing credential cannot change and is not sent again: nothing to object to.
    if (!context.creating)
        return;
    static const QRegularExpression pattern(QStringLiteral("\\A[A-Za-z0-9][A-Za-z0-9_-]{2,119}\\z"));
    const QString &name = credential.name;
    if (name.isEmpty()) {
        remarks.error(Field::Name, "name-missing",
                      text(QT_TRANSLATE_NOOP("Validation", "Give the credential a name. It cannot be changed later.")));
    } else if (name.size() < limits::nameMinLength || name.size() > limits::nameMaxLength) {
        remarks.error(Field::Name, "name-length",
                      text(QT_TRANSLATE_NOOP("Validation", "A name has %1 to %2 characters."))
                          .arg(limits::nameMinLength)
                          .arg(limits::nameMaxLength));
    } else if (!pattern.match(name).hasMatch()) {
        remarks.error(Field::Name, "name-pattern",
                      text(QT_TRANSLATE_NOOP("Validation",
                                             "Only letters A to Z, digits, - and _, starting with a letter or digit.")),
                      nameLike(name));
    } else if (isTaken(name, context)) {
        remarks.error(Field::Name, "name-taken",
                      text(QT_TRANSLATE_NOOP("Validation", "Another credential of this identity has this name.")));
    }
}

void judgeTrailingSlash(Remarks &remarks, const QString &issuer, TrailingSlash habit)
{
    if (habit == TrailingSlash::Required && !issuer.endsWith(u'/')) {
        remarks.warning(
            Field::Issuer, "trailing-slash",
            text(QT_TRANSLATE_NOOP("Validation", "This platform's tokens name the issuer with a slash at the end.")),
            issuer + u'/');
    } else if (habit == TrailingSlash::Forbidden && issuer.endsWith(u'/')) {
        QString without = issuer;
        while (without.endsWith(u'/'))
            without.chop(1);
        remarks.warning(
            Field::Issuer, "trailing-slash",
            text(QT_TRANSLATE_NOOP("Validation", "This platform's tokens name the issuer without a slash at the end.")),
            without);
    }
}

void judgeIssuer(Remarks &remarks, const FederatedCredential &credential, const ValidationContext &context)
{
    const QString &issuer = credential.issuer;
    if (issuer.isEmpty()) {
        remarks.error(Field::Issuer, "issuer-missing",
                      text(QT_TRANSLATE_NOOP("Validation", "Enter the issuer: the token's iss, exactly.")));
        return;
    }
    if (issuer.size() > limits::fieldLength)
        remarks.error(Field::Issuer, "issuer-length", tooLong(issuer.size()));
    judgeBlanks(remarks, Field::Issuer, issuer);
    // Judged without what is wrong at its ends, so that each fault is named once.
    const QString address = cleaned(issuer);
    const QUrl url(address, QUrl::StrictMode);
    if (!url.isValid() || url.isRelative() || url.host().isEmpty()) {
        remarks.error(
            Field::Issuer, "issuer-not-url",
            text(QT_TRANSLATE_NOOP("Validation", "An issuer is a complete address such as https://idp.contoso.com.")));
        return;
    }
    if (url.scheme() != u"https") {
        remarks.warning(
            Field::Issuer, "issuer-not-https",
            text(QT_TRANSLATE_NOOP("Validation",
                                   "The issuer does not use https: whoever is on the path can replace its keys.")));
    }
    if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment()) {
        remarks.warning(Field::Issuer, "issuer-extra-parts",
                        text(QT_TRANSLATE_NOOP("Validation", "An issuer has no user, query or fragment.")));
    }
    judgeTrailingSlash(remarks, address, context.trailingSlash);
}

void judgeExpression(Remarks &remarks, const QString &issuer, const ClaimsExpression &expression, IdentityKind kind)
{
    // Documented since September 2026, for applications alone before; that the sign-in honours it is not confirmed.
    if (kind == IdentityKind::ManagedIdentity) {
        remarks.warning(
            Field::Expression, "expression-managed-identity",
            text(QT_TRANSLATE_NOOP("Validation",
                                   "On a managed identity expressions are a preview of Azure's, and not every "
                                   "issuer's sign-in is known to work. An app registration is safer.")));
    }
    if (const auto parsed = parseExpression(expression.value); !parsed)
        remarks.error(Field::Expression, "expression-unreadable", parsed.error().message);
    else
        remarks.append(judgeComparisons(issuer, *parsed));
    if (expression.languageVersion != 1) {
        remarks.error(Field::Expression, "expression-version",
                      text(QT_TRANSLATE_NOOP("Validation", "Only version 1 of the expression language exists.")));
    }
    judgeBlanks(remarks, Field::Expression, expression.value);
}

void judgeSubject(Remarks &remarks, const FederatedCredential &credential, IdentityKind kind)
{
    const bool hasSubject = credential.subject && !credential.subject->isEmpty();
    if (credential.expression) {
        if (hasSubject) {
            remarks.error(Field::Subject, "subject-and-expression",
                          text(QT_TRANSLATE_NOOP("Validation", "A credential has either a subject or an expression.")));
        }
        judgeExpression(remarks, credential.issuer, *credential.expression, kind);
        return;
    }
    if (!hasSubject) {
        remarks.error(Field::Subject, "subject-missing",
                      text(QT_TRANSLATE_NOOP("Validation", "Enter the subject: the token's sub, exactly.")));
        return;
    }
    if (credential.subject->size() > limits::fieldLength)
        remarks.error(Field::Subject, "subject-length", tooLong(credential.subject->size()));
    judgeBlanks(remarks, Field::Subject, *credential.subject);
    if (credential.subject->contains(u'*') || credential.subject->contains(u'?')) {
        remarks.warning(
            Field::Subject, "subject-wildcard",
            text(QT_TRANSLATE_NOOP("Validation", "* and ? are compared as they stand: a subject has no wildcards.")));
    }
}

void judgeAudience(Remarks &remarks, const FederatedCredential &credential, const ValidationContext &context)
{
    if (credential.audiences.size() != limits::audiences || credential.audiences.first().isEmpty()) {
        remarks.error(Field::Audience, "audience-count",
                      text(QT_TRANSLATE_NOOP("Validation", "Enter exactly one audience.")));
        return;
    }
    const QString &audience = credential.audiences.first();
    if (audience.size() > limits::fieldLength)
        remarks.error(Field::Audience, "audience-length", tooLong(audience.size()));
    judgeBlanks(remarks, Field::Audience, audience);
    const QString &own = context.exchangeAudience;
    if (audience == own || own.isEmpty())
        return;
    if (context.knownExchangeAudiences.contains(audience)) {
        remarks.warning(
            Field::Audience, "audience-other-cloud",
            text(QT_TRANSLATE_NOOP("Validation", "This is the audience of another cloud; here it is %1.")).arg(own),
            own);
    } else if (context.platformFixesAudience) {
        return;
    } else if (cleaned(audience).compare(own, Qt::CaseInsensitive) == 0) {
        remarks.warning(Field::Audience, "audience-not-default",
                        text(QT_TRANSLATE_NOOP("Validation", "Almost %1, but compared exactly.")).arg(own), own);
    } else {
        remarks.warning(
            Field::Audience, "audience-not-default",
            text(QT_TRANSLATE_NOOP("Validation", "Usually %1. A token made for another service could be used here."))
                .arg(own));
    }
}

void judgeWhole(Remarks &remarks, const FederatedCredential &credential, const ValidationContext &context)
{
    if (context.creating && context.others.size() >= limits::credentialsPerIdentity) {
        remarks.error(
            Field::General, "too-many",
            text(QT_TRANSLATE_NOOP("Validation",
                                   "The identity has %1 credentials already, the most it can have. Remove one first."))
                .arg(limits::credentialsPerIdentity));
    }
    for (const FederatedCredential &other : context.others) {
        if (other.issuer == credential.issuer && other.matchText() == credential.matchText()
            && other.isFlexible() == credential.isFlexible() && !credential.matchText().isEmpty()) {
            remarks.error(Field::General, "duplicate",
                          text(QT_TRANSLATE_NOOP("Validation", "\"%1\" trusts the same issuer and subject already."))
                              .arg(shown(other.name)));
            break;
        }
    }
    if (credential.description.isEmpty())
        return;
    if (context.kind == IdentityKind::ManagedIdentity) {
        remarks.error(
            Field::Description, "description-not-kept",
            text(QT_TRANSLATE_NOOP("Validation", "Azure keeps no description for a managed identity's credential.")));
    } else if (credential.description.size() > limits::fieldLength) {
        remarks.error(Field::Description, "description-length", tooLong(credential.description.size()));
    }
}

bool hasLevel(const QList<Remark> &remarks, RemarkLevel level)
{
    return std::any_of(remarks.begin(), remarks.end(), [level](const Remark &remark) { return remark.level == level; });
}

} // namespace

QList<Remark> validate(const FederatedCredential &credential, const ValidationContext &context)
{
    Remarks remarks;
    judgeName(remarks, credential, context);
    judgeIssuer(remarks, credential, context);
    judgeSubject(remarks, credential, context.kind);
    judgeAudience(remarks, credential, context);
    judgeWhole(remarks, credential, context);
    return std::move(remarks).inOrder();
}

bool hasErrors(const QList<Remark> &remarks)
{
    return hasLevel(remarks, RemarkLevel::Error);
}

bool hasWarnings(const QList<Remark> &remarks)
{
    return hasLevel(remarks, RemarkLevel::Warning);
}

} // namespace symbolon::trust
