// SPDX-License-Identifier: Apache-2.0
#include "trust/expression_reading.h"

#include <QCoreApplication>

#include <utility>

namespace symbolon::trust {
namespace {

using Kind = ExpressionPiece::Kind;
using Wanted = ExpressionStop::Wanted;

// What stands at a place, in words for people.
QString wordsFor(Wanted wanted)
{
    const auto text = [](const char *source) -> QString {
        return QCoreApplication::translate("ClaimsExpression", source);
    };
    switch (wanted) {
    case Wanted::Comparison:
        return text(QT_TRANSLATE_NOOP("ClaimsExpression", "claims['…']"));
    case Wanted::Claim:
    case Wanted::Bracket:
        return text(QT_TRANSLATE_NOOP("ClaimsExpression", "a claim name and ']"));
    case Wanted::Operator:
        return text(QT_TRANSLATE_NOOP("ClaimsExpression", "eq '…' or matches '…' between single blanks"));
    case Wanted::Quote:
        return text(QT_TRANSLATE_NOOP("ClaimsExpression", "a closing quote"));
    case Wanted::And:
        return text(QT_TRANSLATE_NOOP("ClaimsExpression", "and between single blanks, or the end,"));
    }
    Q_UNREACHABLE();
}

// Reads the language from left to right; every step either moves on or names the place where it could not.
class Reader final
{
public:
    explicit Reader(const QString &text)
        : m_text(text)
    {
    }

    ExpressionReading read() &&
    {
        while (readComparison() && m_at < m_text.size()) {
            const qsizetype start = m_at;
            if (!take(u" and ")) {
                stop(Wanted::And);
                break;
            }
            add(Kind::And, start + 1, 3);
        }
        return std::move(m_result);
    }

private:
    bool take(QStringView word)
    {
        if (!QStringView(m_text).mid(m_at).startsWith(word))
            return false;
        m_at += word.size();
        return true;
    }

    // Up to the next single quote, which is taken too.
    std::optional<QString> takeQuoted()
    {
        const qsizetype end = m_text.indexOf(u'\'', m_at);
        if (end < 0)
            return std::nullopt;
        const QString value = m_text.mid(m_at, end - m_at);
        m_at = end + 1;
        return value;
    }

    void add(Kind kind, qsizetype at, qsizetype length) { m_result.pieces.append({kind, at, length}); }

    void addComparand(qsizetype at, qsizetype length, bool wildcards)
    {
        add(Kind::Comparand, at, length);
        for (qsizetype i = at; wildcards && i < at + length; ++i) {
            if (m_text.at(i) == u'*' || m_text.at(i) == u'?')
                add(Kind::Wildcard, i, 1);
        }
    }

    bool stop(Wanted wanted)
    {
        m_result.stop = ExpressionStop{wanted, m_at,
                                       QCoreApplication::translate("ClaimsExpression", "Character %1: %2 expected.")
                                           .arg(m_at + 1)
                                           .arg(wordsFor(wanted))};
        return false;
    }

    bool readClaim()
    {
        const qsizetype start = m_at;
        const auto claim = takeQuoted();
        if (!claim)
            return stop(Wanted::Claim);
        m_result.open.claim = *claim;
        add(Kind::Claim, start, claim->size());
        return !claim->isEmpty() && take(u"]") ? true : stop(claim->isEmpty() ? Wanted::Claim : Wanted::Bracket);
    }

    bool readComparison()
    {
        m_result.open = {};
        if (!take(u"claims['"))
            return stop(Wanted::Comparison);
        if (!readClaim())
            return false;
        const qsizetype sign = m_at;
        const bool exact = take(u" eq '");
        if (!exact && !take(u" matches '"))
            return stop(Wanted::Operator);
        m_result.open.op = exact ? Comparison::Operator::Eq : Comparison::Operator::Matches;
        add(Kind::Operator, sign + 1, exact ? 2 : 7);
        const qsizetype start = m_at;
        const auto comparand = takeQuoted();
        if (!comparand) {
            addComparand(start, m_text.size() - start, !exact);
            return stop(Wanted::Quote);
        }
        addComparand(start, comparand->size(), !exact);
        m_result.open.comparand = *comparand;
        m_result.comparisons.append(std::exchange(m_result.open, {}));
        return true;
    }

    const QString &m_text;
    qsizetype m_at = 0;
    ExpressionReading m_result;
};

} // namespace

ExpressionReading readExpression(const QString &text)
{
    return Reader(text).read();
}

} // namespace symbolon::trust
