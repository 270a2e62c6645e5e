// SPDX-License-Identifier: Apache-2.0
#include "workspace/filter_fields.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace symbolon::workspace {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Filter", text);
}

QStringList severityValues()
{
    return {QStringLiteral("critical"), QStringLiteral("high"),     QStringLiteral("medium"), QStringLiteral("low"),
            QStringLiteral("info"),     QStringLiteral(">=medium"), QStringLiteral(">=high"), QStringLiteral("none")};
}

FilterField nameField(FilterScope scope)
{
    return {QStringLiteral("name"),
            scope == FilterScope::Identities ? tr("name of the identity")
                                             : tr("name of the credential or its identity"),
            {}};
}

FilterField ownerField()
{
    return {QStringLiteral("owner"),
            tr("owner of an app registration, or how many"),
            {QStringLiteral("none"), QStringLiteral("1"), QStringLiteral(">1"), QStringLiteral("unknown")}};
}

const QStringList &secretValues()
{
    static const QStringList values{QStringLiteral("yes"), QStringLiteral("no"), QStringLiteral("soon"),
                                    QStringLiteral("expired"), QStringLiteral("unknown")};
    return values;
}

FilterField secretField()
{
    return {QStringLiteral("secret"), tr("secrets and certificates beside the trust"), secretValues()};
}

FilterField ageField(FilterScope scope)
{
    return {QStringLiteral("age"),
            scope == FilterScope::Identities ? tr("time since it was created")
                                             : tr("time since it was first seen here"),
            {QStringLiteral("<7d"), QStringLiteral("<30d"), QStringLiteral(">90d"), QStringLiteral(">1y"),
             QStringLiteral("unknown")}};
}

FilterField privilegeField()
{
    return {QStringLiteral("privilege"),
            tr("role or permission that it holds"),
            {QStringLiteral("tier0"), QStringLiteral(">=high"), QStringLiteral("none"), QStringLiteral("unknown")}};
}

bool isSeverity(const QString &value, bool unknownToo)
{
    const ComparedValue compared = comparedValue(value);
    if (risk::severityFromId(compared.value))
        return true;
    return value == u"none" || (unknownToo && value == u"unknown");
}

// A number, or who: a name does not compare.
bool isOwner(const QString &value)
{
    const ComparedValue compared = comparedValue(value);
    bool isNumber = false;
    compared.value.toUInt(&isNumber);
    const bool ordered = compared.comparison != Comparison::None && compared.comparison != Comparison::Equal;
    return isNumber || (!ordered && !compared.value.isEmpty());
}

bool isAge(const QString &value)
{
    const ComparedValue compared = comparedValue(value);
    const bool hasSign = compared.comparison != Comparison::None && compared.comparison != Comparison::Equal;
    return value == u"unknown" || (hasSign && momentOfAge(compared.value, QDateTime::fromSecsSinceEpoch(0, Qt::UTC)));
}

// What is wrong with one value; empty: nothing.
QString wrongValue(FilterScope scope, const QString &field, const QString &value)
{
    if (field == u"severity" && !isSeverity(value, scope == FilterScope::Identities))
        return tr("“%1” is no severity. Severities are info, low, medium, high, critical and none; "
                  "put > or >= in front for graver ones.")
            .arg(value);
    if (field == u"kind" && value != u"mi" && !QStringLiteral("application").startsWith(value)
        && !QStringLiteral("managed identity").startsWith(value))
        return tr("“%1” is no kind. Kinds are app and mi.").arg(value);
    if (field == u"owner" && !isOwner(value))
        return tr("“%1” does not compare. Write owner:>1 for their number, or an owner's name.").arg(value);
    if (field == u"secret" && !secretValues().contains(value))
        return tr("“%1” says nothing of secrets. Write secret:yes, secret:no, secret:soon or secret:expired.")
            .arg(value);
    if (field == u"age" && !isAge(value))
        return tr("“%1” is no age. Write age:>90d for older, age:<2w for younger; h, d, w, m and y count.").arg(value);
    const ComparedValue compared = comparedValue(value);
    const bool ordered = compared.comparison != Comparison::None && compared.comparison != Comparison::Equal;
    if (field == u"privilege" && ordered && !risk::severityFromId(compared.value))
        return tr("“%1” does not compare. Write privilege:>=high, or a role's name.").arg(value);
    return {};
}

// "privilege" of credentials: a field that another list has.
bool isElsewhere(FilterScope scope, const QString &field)
{
    return scope != FilterScope::Identities && filterFieldNames(FilterScope::Identities).contains(field)
        && !filterFieldNames(scope).contains(field);
}

struct WordAt
{
    qsizetype at = 0;
    qsizetype length = 0; // up to the cursor
};

// The word before the cursor, with quotes kept together.
WordAt wordBefore(const QString &text, qsizetype cursor)
{
    qsizetype at = 0;
    bool inQuotes = false;
    for (qsizetype i = 0; i < cursor; ++i) {
        if (text.at(i) == u'"')
            inQuotes = !inQuotes;
        else if (text.at(i).isSpace() && !inQuotes)
            at = i + 1;
    }
    return {at, cursor - at};
}

QString insertable(const QString &field, const QString &value)
{
    // As termText() would quote it.
    const QString term = store::termText({field, {value}, false, 0, 0});
    return term.mid(field.size() + 1);
}

void offerValues(FilterCompletions &completions, const FilterField &field, const QString &begun,
                 const QStringList &platforms)
{
    const QStringList values = field.name == u"platform" ? platforms : field.values;
    for (const QString &value : values) {
        if (value.compare(begun, Qt::CaseInsensitive) != 0
            && value.toCaseFolded().contains(QString(begun).remove(u'"').toCaseFolded()))
            completions.choices.append({insertable(field.name, value.toCaseFolded()), {}});
    }
}

} // namespace

QList<FilterField> filterFieldsOf(FilterScope scope)
{
    const FilterField issuer{QStringLiteral("issuer"), tr("address of the issuer"), {}};
    const FilterField platform{QStringLiteral("platform"), tr("what issues the tokens"), {}};
    const FilterField severity{QStringLiteral("severity"), tr("worst finding"), severityValues()};
    if (scope == FilterScope::Issuers)
        return {issuer, platform, severity, ageField(scope)};
    const FilterField id{QStringLiteral("id"), tr("client ID, object ID or resource ID"), {}};
    const FilterField subject{QStringLiteral("subject"), tr("subject or claims expression"), {}};
    const FilterField kind{QStringLiteral("kind"),
                           tr("app registration or managed identity"),
                           {QStringLiteral("app"), QStringLiteral("mi")}};
    QList<FilterField> fields{nameField(scope), id, issuer, subject, platform, kind, severity};
    if (scope == FilterScope::Identities)
        fields << privilegeField();
    fields << ownerField();
    if (scope == FilterScope::Identities)
        fields << secretField();
    fields << ageField(scope);
    return fields;
}

QStringList filterFieldNames(FilterScope scope)
{
    QStringList names;
    const QList<FilterField> fields = filterFieldsOf(scope);
    for (const FilterField &field : fields)
        names.append(field.name);
    return names;
}

store::FilterReading readFilter(FilterScope scope, const QString &text)
{
    const QStringList fields = filterFieldNames(scope);
    // Fields of identities are understood here and refused below with a better reason.
    QStringList known = fields;
    for (const QString &name : filterFieldNames(FilterScope::Identities)) {
        if (isElsewhere(scope, name))
            known.append(name);
    }
    store::FilterReading reading = store::readFilter(text, fields);
    const store::FilterReading wider = store::readFilter(text, known);
    for (const store::FilterTerm &term : wider.filter.terms) {
        QString sentence;
        if (isElsewhere(scope, term.field))
            sentence = tr("“%1” is a field of identities. Fields here are %2.")
                           .arg(term.field, fields.join(QStringLiteral(", ")));
        for (const QString &value : term.values) {
            if (sentence.isEmpty())
                sentence = wrongValue(scope, term.field, value);
        }
        if (!sentence.isEmpty() && (!reading.problem || reading.problem->at >= term.at)) {
            reading.problem = store::FilterProblem{sentence, term.at, term.length};
            break;
        }
    }
    return reading;
}

ComparedValue comparedValue(const QString &value)
{
    struct Prefix
    {
        QLatin1String sign;
        Comparison comparison = Comparison::None;
    };
    constexpr std::array<Prefix, 5> prefixes{{{QLatin1String(">="), Comparison::GreaterOrEqual},
                                              {QLatin1String("<="), Comparison::LessOrEqual},
                                              {QLatin1String(">"), Comparison::Greater},
                                              {QLatin1String("<"), Comparison::Less},
                                              {QLatin1String("="), Comparison::Equal}}};
    for (const Prefix &prefix : prefixes) {
        if (value.startsWith(prefix.sign))
            return {prefix.comparison, value.mid(prefix.sign.size())};
    }
    return {Comparison::None, value};
}

bool compares(Comparison comparison, qint64 left, qint64 right)
{
    switch (comparison) {
    case Comparison::Less:
        return left < right;
    case Comparison::LessOrEqual:
        return left <= right;
    case Comparison::Greater:
        return left > right;
    case Comparison::GreaterOrEqual:
        return left >= right;
    case Comparison::None:
    case Comparison::Equal:
        break;
    }
    return left == right;
}

std::optional<QDateTime> momentOfAge(const QString &age, const QDateTime &now)
{
    constexpr int longest = 1000; // of each unit
    if (age.isEmpty())
        return std::nullopt;
    bool isNumber = false;
    const int count = age.chopped(1).toInt(&isNumber);
    if (!isNumber || count < 0 || count > longest)
        return std::nullopt;
    constexpr qint64 hour = 3600;
    switch (age.back().unicode()) {
    case u'h':
        return now.addSecs(-count * hour);
    case u'd':
        return now.addDays(-count);
    case u'w':
        return now.addDays(-7LL * count);
    case u'm':
        return now.addMonths(-count);
    case u'y':
        return now.addYears(-count);
    default:
        return std::nullopt;
    }
}

FilterCompletions filterCompletions(FilterScope scope, const QString &text, qsizetype cursor,
                                    const QStringList &platforms)
{
    const WordAt word = wordBefore(text, std::clamp<qsizetype>(cursor, 0, text.size()));
    FilterCompletions completions{word.at, word.length, {}};
    QString begun = text.mid(word.at, word.length);
    if (begun.startsWith(u'-')) {
        begun.remove(0, 1);
        ++completions.at;
        --completions.length;
    }
    const qsizetype colon = begun.indexOf(u':');
    const QList<FilterField> fields = filterFieldsOf(scope);
    for (const FilterField &field : fields) {
        if (colon < 0) {
            if (begun.size() > 1 && field.name.startsWith(begun, Qt::CaseInsensitive))
                completions.choices.append({field.name + u':', field.explanation});
        } else if (QStringView(begun).left(colon).compare(field.name, Qt::CaseInsensitive) == 0) {
            const qsizetype from = std::max(colon, begun.lastIndexOf(u',')) + 1;
            completions.at += from;
            completions.length -= from;
            offerValues(completions, field, begun.mid(from), platforms);
        }
    }
    return completions;
}

} // namespace symbolon::workspace
