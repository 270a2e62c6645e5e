// SPDX-License-Identifier: Apache-2.0
#include "ui/palette/palette_search.h"

#include "ui/models/identity_text.h"
#include "ui/models/platform_glyph.h"

#include <QSet>
#include <QStringList>

#include <algorithm>
#include <functional>
#include <vector>

namespace symbolon::ui {

namespace {

using Kind = PaletteHit::Kind;

struct Ranked
{
    int score = 0; // less is better; -1: does not hold
    qsizetype position = 0;
};

bool holdsAll(const QString &text, const QStringList &words)
{
    return std::all_of(words.cbegin(), words.cend(), [&text](const QString &word) { return text.contains(word); });
}

QList<store::Word> soughtOf(const QStringList &words)
{
    QList<store::Word> sought;
    for (const QString &word : words)
        sought.append(store::Word(word));
    return sought;
}

template<typename Table>
bool rowHoldsAll(const Table &table, qsizetype row, const QList<store::Word> &sought)
{
    return std::all_of(sought.cbegin(), sought.cend(),
                       [&](const store::Word &word) { return table.searchKeys().holds(row, word); });
}

// `held`: whether the title and what belongs to it hold all words; `title` is raw. -1: they do not.
int scoreOf(const QString &title, bool held, const QStringList &words)
{
    if (!held)
        return -1;
    const QString folded = title.toCaseFolded();
    const qsizetype at = words.isEmpty() ? 0 : folded.indexOf(words.first());
    if (at < 0 || !holdsAll(folded, words))
        return 3;
    if (at == 0)
        return 0;
    return folded.at(at - 1).isLetterOrNumber() ? 2 : 1;
}

// The positions with the best scores, best first; ties stay in order. Stops looking once nothing can get better.
std::vector<Ranked> best(qsizetype count, const std::function<int(qsizetype)> &score)
{
    constexpr std::size_t most = paletteHitsPerKind;
    std::vector<Ranked> ranked;
    std::size_t perfect = 0;
    for (qsizetype i = 0; i < count && perfect < most; ++i) {
        const int one = score(i);
        if (one < 0 || (ranked.size() == most && one >= ranked.back().score))
            continue;
        perfect += one == 0 ? 1 : 0;
        const auto where = std::upper_bound(ranked.begin(), ranked.end(), one,
                                            [](int value, const Ranked &each) { return value < each.score; });
        ranked.insert(where, {one, i});
        if (ranked.size() > most)
            ranked.pop_back();
    }
    return ranked;
}

struct Scored
{
    int score = 0;
    PaletteHit hit;
};

void addActions(QList<Scored> &hits, const PaletteSource &source, const QStringList &words)
{
    for (const PaletteAction &action : source.actions) {
        const int score = scoreOf(action.title, holdsAll(action.title.toCaseFolded(), words), words);
        if (score < 0)
            continue;
        PaletteHit hit{Kind::Action,
                       action.title,
                       action.blocked.isEmpty() ? action.shortcut : action.blocked,
                       Glyph::ArrowRight,
                       !action.blocked.isEmpty(),
                       {},
                       action.id};
        hits.append({score, hit});
    }
}

void addIdentities(QList<Scored> &hits, const PaletteSource &source, const QStringList &words)
{
    const auto &table = source.identities;
    const QList<store::Word> sought = soughtOf(words);
    const auto ranked = best(table.size(), [&](qsizetype i) {
        return scoreOf(table.at(i).identity.displayName, rowHoldsAll(table, i, sought), words);
    });
    for (const Ranked &each : ranked) {
        const trust::Identity &identity = table.at(each.position).identity;
        hits.append({each.score,
                     {Kind::Identity,
                      identity.displayName,
                      kindLine(identity),
                      glyphOf(identity.key.kind),
                      false,
                      identity.key,
                      {}}});
    }
}

void addCredentials(QList<Scored> &hits, const PaletteSource &source, const QStringList &words)
{
    const auto &table = source.credentials;
    const QList<store::Word> sought = soughtOf(words);
    const auto ranked = best(table.size(), [&](qsizetype i) {
        return scoreOf(table.at(i).credential->name, rowHoldsAll(table, i, sought), words);
    });
    for (const Ranked &each : ranked) {
        const workspace::CredentialRow &row = table.at(each.position);
        hits.append({each.score,
                     {Kind::Credential, row.credential->name,
                      QStringLiteral("%1  %2").arg(row.identityName(), row.credential->matchText()),
                      glyphOf(*row.platform), false, row.identity(), row.credential->name}});
    }
}

void addIssuers(QList<Scored> &hits, const PaletteSource &source, const QStringList &words)
{
    QSet<QString> seen;
    const auto &table = source.credentials;
    const QList<store::Word> sought = soughtOf(words);
    for (qsizetype i = 0; i < table.size() && seen.size() < paletteHitsPerKind; ++i) {
        const workspace::CredentialRow &row = table.at(i);
        // The row is found by issuer and platform too; asking it first spares folding most of them.
        if (!rowHoldsAll(table, i, sought) || seen.contains(row.credential->issuer))
            continue;
        const QString issuer = row.credential->issuer;
        const QString both = issuer + QLatin1Char('\n') + row.platform->name;
        const int score = scoreOf(row.platform->name, holdsAll(both.toCaseFolded(), words), words);
        if (score < 0)
            continue;
        seen.insert(issuer);
        hits.append({score, {Kind::Issuer, row.platform->name, issuer, Glyph::Endpoint, false, {}, issuer}});
    }
}

} // namespace

QList<PaletteHit> paletteHits(const PaletteSource &source, const QString &text)
{
    QString rest = text.trimmed();
    const QChar prefix = rest.isEmpty() ? QChar() : rest.front();
    const bool prefixed = prefix == u'>' || prefix == u'@' || prefix == u'#';
    if (prefixed)
        rest.remove(0, 1);
    const QStringList words = rest.toCaseFolded().split(u' ', Qt::SkipEmptyParts);
    QList<Scored> hits;
    if (prefix == u'>' || !prefixed)
        addActions(hits, source, words);
    if (prefix == u'@' || (!prefixed && !words.isEmpty()))
        addIdentities(hits, source, words);
    if (!prefixed && !words.isEmpty())
        addIssuers(hits, source, words);
    if (prefix == u'#' || (!prefixed && !words.isEmpty()))
        addCredentials(hits, source, words);
    std::stable_sort(hits.begin(), hits.end(), [](const Scored &a, const Scored &b) { return a.score < b.score; });
    QList<PaletteHit> found;
    for (const Scored &each : std::as_const(hits))
        found.append(each.hit);
    return found;
}

} // namespace symbolon::ui
