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

// `key` is folded and holds the title; `title` is raw. -1: not all words are in the key.
int scoreOf(const QString &title, const QString &key, const QStringList &words)
{
    if (!holdsAll(key, words))
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
        const int score = scoreOf(action.title, action.title.toCaseFolded(), words);
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
    const auto ranked = best(table.size(), [&](qsizetype i) {
        return scoreOf(table.at(i).identity.displayName, table.searchKeys().at(i), words);
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
    const auto ranked = best(table.size(), [&](qsizetype i) {
        return scoreOf(table.at(i).credential.name, table.searchKeys().at(i), words);
    });
    for (const Ranked &each : ranked) {
        const workspace::CredentialRow &row = table.at(each.position);
        hits.append({each.score,
                     {Kind::Credential, row.credential.name,
                      QStringLiteral("%1  %2").arg(row.identityName, row.credential.matchText()), glyphOf(row.platform),
                      false, row.identity, row.credential.name}});
    }
}

void addIssuers(QList<Scored> &hits, const PaletteSource &source, const QStringList &words)
{
    QSet<QString> seen;
    const auto &table = source.credentials;
    for (qsizetype i = 0; i < table.size() && seen.size() < paletteHitsPerKind; ++i) {
        const workspace::CredentialRow &row = table.at(i);
        // The row's key holds issuer and platform too; looking at it first spares folding most of them.
        if (!holdsAll(table.searchKeys().at(i), words) || seen.contains(row.credential.issuer))
            continue;
        const QString issuer = row.credential.issuer;
        const QString both = issuer + QLatin1Char('\n') + row.platform.name;
        const int score = scoreOf(row.platform.name, both.toCaseFolded(), words);
        if (score < 0)
            continue;
        seen.insert(issuer);
        hits.append({score, {Kind::Issuer, row.platform.name, issuer, Glyph::Endpoint, false, {}, issuer}});
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
