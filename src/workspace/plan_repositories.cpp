// SPDX-License-Identifier: Apache-2.0
#include "base/shown.h"
#include "workspace/plan.h"
#include "workspace/plan_builder.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace symbolon::workspace {
namespace {

using trust::FederatedCredential;

const QLatin1String githubIssuer("https://token.actions.githubusercontent.com");
const QLatin1String githubPrefix("repo:");
const QLatin1String gitlabPrefix("project_path:");

QString tr(const char *source)
{
    return QCoreApplication::translate("Plan", source);
}

// A GitHub subject taken apart: repo:owner[@id]/repository[@id]rest. The rest begins with a colon or is empty.
struct GithubSubject
{
    QString owner;
    QString ownerId;
    QString repository;
    QString repositoryId;
    QString rest;

    [[nodiscard]] bool hasIds() const { return !ownerId.isEmpty() && !repositoryId.isEmpty(); }
    [[nodiscard]] QString fullName() const { return owner + u'/' + repository; }
    [[nodiscard]] QString text() const
    {
        const auto with = [](const QString &name, const QString &id) { return id.isEmpty() ? name : name + u'@' + id; };
        return githubPrefix + with(owner, ownerId) + u'/' + with(repository, repositoryId) + rest;
    }
};

std::optional<GithubSubject> githubSubject(const QString &subject)
{
    if (!subject.startsWith(githubPrefix))
        return std::nullopt;
    const qsizetype slash = subject.indexOf(u'/', githubPrefix.size());
    const qsizetype colon = subject.indexOf(u':', githubPrefix.size());
    if (slash < 0 || (colon >= 0 && colon < slash))
        return std::nullopt;
    const qsizetype end = colon < 0 ? subject.size() : colon;
    const auto apart = [](const QString &text, QString &name, QString &id) {
        const qsizetype at = text.indexOf(u'@');
        name = at < 0 ? text : text.left(at);
        id = at < 0 ? QString() : text.mid(at + 1);
    };
    GithubSubject read;
    apart(subject.mid(githubPrefix.size(), slash - githubPrefix.size()), read.owner, read.ownerId);
    apart(subject.mid(slash + 1, end - slash - 1), read.repository, read.repositoryId);
    read.rest = subject.mid(end);
    if (read.owner.isEmpty() || read.repository.isEmpty())
        return std::nullopt;
    return read;
}

// github.com alone puts ids into subjects: the common issuer, and that of an enterprise below it.
bool isGithub(const QString &issuer)
{
    return issuer == githubIssuer || issuer.startsWith(githubIssuer + u'/');
}

bool sameName(const QString &a, const QString &b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0; // GitHub's names are
}

// The subject with the new name; nullopt: it does not name the old one.
std::optional<QString> renamedGithub(const QString &subject, const QString &from, const QString &to)
{
    std::optional<GithubSubject> read = githubSubject(subject);
    if (!read)
        return std::nullopt;
    const qsizetype slash = to.indexOf(u'/');
    if (from.contains(u'/')) {
        if (!sameName(read->fullName(), from) || slash < 0)
            return std::nullopt;
        read->owner = to.left(slash);
        read->repository = to.mid(slash + 1);
    } else {
        if (!sameName(read->owner, from) || slash >= 0)
            return std::nullopt;
        read->owner = to;
    }
    return read->text();
}

std::optional<QString> renamedGitlab(const QString &subject, const QString &from, const QString &to)
{
    if (!subject.startsWith(gitlabPrefix))
        return std::nullopt;
    const QString path = subject.mid(gitlabPrefix.size());
    const bool fits = path.startsWith(from)
        && (path.size() == from.size() || path.at(from.size()) == u':' || path.at(from.size()) == u'/');
    if (!fits)
        return std::nullopt;
    return gitlabPrefix + to + path.mid(from.size());
}

bool names(const FederatedCredential &one, const QString &name)
{
    return one.expression && one.expression->value.contains(name, Qt::CaseInsensitive);
}

// A name that the identity does not have yet, like the old one and no longer than names may be.
QString twinName(const QString &name, const QList<FederatedCredential> &held, const QSet<QString> &taken)
{
    const auto isTaken = [&](const QString &candidate) {
        return taken.contains(candidate.toCaseFolded())
            || std::any_of(held.cbegin(), held.cend(),
                           [&](const FederatedCredential &one) { return sameName(one.name, candidate); });
    };
    for (int number = 1;; ++number) {
        const QString ending = number == 1 ? QStringLiteral("-immutable") : QStringLiteral("-immutable-%1").arg(number);
        QString candidate = name.left(trust::limits::nameMaxLength - ending.size()) + ending;
        if (!isTaken(candidate))
            return candidate;
    }
}

// What two credentials trust when ids are left out of account; empty: no GitHub subject.
QString nameBased(const FederatedCredential &one)
{
    if (!isGithub(one.issuer) || !one.subject)
        return {};
    std::optional<GithubSubject> read = githubSubject(*one.subject);
    if (!read)
        return {};
    read->ownerId.clear();
    read->repositoryId.clear();
    return one.issuer + u'\n' + one.audiences.join(u'\n') + u'\n' + read->text();
}

bool hasIds(const FederatedCredential &one)
{
    const auto read = githubSubject(one.subject.value_or(QString()));
    return read && read->hasIds();
}

} // namespace

Plan planReplaceRepository(const PlanBasis &basis, const QString &from, const QString &to)
{
    PlanBuilder builder(basis);
    const QString title = tr(QT_TRANSLATE_NOOP("Plan", "Replace %1 by %2 in subjects")).arg(from, to);
    if (from.isEmpty() || to.isEmpty() || from.contains(u'/') != to.contains(u'/')) {
        builder.note(NoticeLevel::Error, "names-unlike",
                     tr(QT_TRANSLATE_NOOP("Plan", "Give two owners, or two repositories as owner/name.")));
        return builder.finish(title);
    }
    builder.eachKnown([&](const IdentityRow &row) {
        for (const FederatedCredential &one : row.identity.credentials) {
            if (names(one, from)) {
                builder.note(NoticeLevel::Warning, "expression", row, one.name,
                             tr(QT_TRANSLATE_NOOP("Plan", "Its expression names “%1”: it has to be changed by hand."))
                                 .arg(shown(from)));
                continue;
            }
            if (!one.subject)
                continue;
            std::optional<QString> subject = renamedGithub(*one.subject, from, to);
            if (!subject)
                subject = renamedGitlab(*one.subject, from, to);
            if (!subject || *subject == *one.subject)
                continue;
            FederatedCredential after = one;
            after.subject = *subject;
            builder.add(row, one, after, builder.group());
        }
    });
    return builder.finish(title);
}

Plan planImmutableTwins(const PlanBasis &basis, const QHash<QString, RepositoryIds> &ids)
{
    PlanBuilder builder(basis);
    builder.eachKnown([&](const IdentityRow &row) {
        QSet<QString> twins;
        for (const FederatedCredential &one : row.identity.credentials) {
            if (hasIds(one))
                twins.insert(nameBased(one));
        }
        QSet<QString> taken;
        for (const FederatedCredential &one : row.identity.credentials) {
            const QString plain = nameBased(one);
            if (plain.isEmpty() || hasIds(one))
                continue;
            if (twins.contains(plain)) {
                builder.note(NoticeLevel::Note, "twin-exists", row, one.name,
                             tr(QT_TRANSLATE_NOOP("Plan", "It has a twin with ids already.")));
                continue;
            }
            GithubSubject subject = *githubSubject(*one.subject);
            const auto known = ids.constFind(subject.fullName().toLower());
            if (known == ids.cend()) {
                builder.note(NoticeLevel::Error, "ids-unknown", row, one.name,
                             tr(QT_TRANSLATE_NOOP("Plan", "The ids of the repository %1 are not known."))
                                 .arg(shown(subject.fullName())));
                continue;
            }
            subject.ownerId = known->owner;
            subject.repositoryId = known->repository;
            FederatedCredential twin = one;
            twin.id.clear();
            twin.name = twinName(one.name, row.identity.credentials, taken);
            taken.insert(twin.name.toCaseFolded());
            twin.subject = subject.text();
            builder.add(row, std::nullopt, twin, builder.group());
        }
    });
    return builder.finish(tr(QT_TRANSLATE_NOOP("Plan", "Add GitHub subjects with ids beside the name-based ones")));
}

Plan planRetireNameBased(const PlanBasis &basis)
{
    PlanBuilder builder(basis);
    builder.eachKnown([&](const IdentityRow &row) {
        QSet<QString> twins;
        for (const FederatedCredential &one : row.identity.credentials) {
            if (hasIds(one))
                twins.insert(nameBased(one));
        }
        for (const FederatedCredential &one : row.identity.credentials) {
            const QString plain = nameBased(one);
            if (plain.isEmpty() || hasIds(one))
                continue;
            if (twins.contains(plain)) {
                builder.add(row, one, std::nullopt, builder.group());
            } else {
                builder.note(NoticeLevel::Warning, "no-twin", row, one.name,
                             tr(QT_TRANSLATE_NOOP("Plan", "It has no twin with ids, and stays.")));
            }
        }
    });
    return builder.finish(tr(QT_TRANSLATE_NOOP("Plan", "Retire name-based GitHub subjects")));
}

} // namespace symbolon::workspace
