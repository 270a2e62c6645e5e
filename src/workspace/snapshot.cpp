// SPDX-License-Identifier: Apache-2.0
#include "workspace/snapshot.h"

#include "workspace/facts_blob.h"

#include <algorithm>
#include <array>
#include <vector>

namespace symbolon::workspace {
namespace {

using store::BlobReader;
using store::BlobWriter;
using store::CacheFile;
using store::PartId;

// Kinds of parts. Of Objects there is one for each number below `buckets`: the identities and service principals whose
// application id leads there, and the groups of these principals. Many small parts, because an edit of one application
// writes its part anew; one kind for all three, because a row needs them together.
enum PartKind : std::uint32_t { Head = 1, Grants = 2, Objects = 3 };
constexpr std::uint32_t buckets = 512;
// Of what the parts hold; another one is not read.
constexpr int format = 5;

// The same in every run: qHash is not.
std::uint32_t bucketOf(const QString &id)
{
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const QChar c : id)
        hash = (hash ^ c.toLower().unicode()) * 0x100000001b3U;
    return static_cast<std::uint32_t>(hash >> 32U) % buckets;
}

// How the snapshot stands behind it all, and that it is whole.
struct HeadPart
{
    trust::Tenant tenant;
    SyncState sync;
    std::array<trust::Part, sourceCount> parts;
    std::array<ChangeMark, sourceCount> marks;
    trust::Part groups;
    qsizetype objectParts = 0;
};

struct Bucket
{
    QList<trust::Identity> identities;
    QList<cloud::ServicePrincipal> principals;
    QList<std::pair<QString, Facts::Groups>> groups;
};

Source sourceOf(int number)
{
    return static_cast<Source>(number);
}

QByteArray packed(const HeadPart &head)
{
    BlobWriter blob;
    blob.number(format);
    write(blob, head.tenant);
    blob.number(static_cast<quint64>(head.sync.phase));
    blob.moment(head.sync.startedAt);
    blob.moment(head.sync.finishedAt);
    writeList(blob, head.sync.sources);
    for (const trust::Part &part : head.parts)
        write(blob, part);
    for (const ChangeMark &mark : head.marks)
        write(blob, mark);
    write(blob, head.groups);
    blob.number(static_cast<quint64>(head.objectParts));
    return blob.bytes();
}

Result<HeadPart> unpackedHead(const QByteArray &bytes)
{
    store::TextPool pool;
    BlobReader blob(bytes, pool);
    HeadPart head;
    const bool known = blob.number() == format;
    read(blob, head.tenant);
    head.sync.phase = static_cast<SyncPhase>(blob.below(static_cast<int>(SyncPhase::Cancelled) + 1));
    head.sync.startedAt = blob.moment();
    head.sync.finishedAt = blob.moment();
    head.sync.sources = readList<SourceState>(blob);
    for (trust::Part &part : head.parts)
        read(blob, part);
    for (ChangeMark &mark : head.marks)
        read(blob, mark);
    read(blob, head.groups);
    head.objectParts = static_cast<qsizetype>(blob.number());
    bool inOrder = head.sync.sources.size() == sourceCount;
    for (int i = 0; inOrder && i < sourceCount; ++i)
        inOrder = head.sync.sources.at(i).source == sourceOf(i);
    if (!known || !blob.endedWell() || !inOrder)
        return store::damaged(QStringLiteral("head"));
    return head;
}

template<typename Assignment>
void writeByOwner(BlobWriter &blob, const QMap<QString, QList<Assignment>> &assignments)
{
    blob.number(static_cast<quint64>(assignments.size()));
    for (auto it = assignments.cbegin(); it != assignments.cend(); ++it) {
        blob.text(it.key());
        writeList(blob, it.value());
    }
}

QByteArray packedGrants(const Facts &facts)
{
    BlobWriter blob;
    writeList(blob, facts.subscriptions());
    writeList(blob, facts.directoryRoleAssignments());
    writeByOwner(blob, facts.appRoleAssignments());
    writeByOwner(blob, facts.azureRoleAssignments());
    writeList(blob, facts.azureRoles());
    return blob.bytes();
}

// Directory roles come last and are given back: what they come to depends on all service principals.
Result<QList<cloud::DirectoryRoleAssignment>> unpackGrants(const QByteArray &bytes, store::TextPool &pool, Facts &facts)
{
    BlobReader blob(bytes, pool);
    facts.setSubscriptions(readList<cloud::Subscription>(blob));
    QList<cloud::DirectoryRoleAssignment> directory = readList<cloud::DirectoryRoleAssignment>(blob);
    const qsizetype resources = blob.count();
    for (qsizetype i = 0; i < resources && blob.ok(); ++i) {
        const QString resource = blob.text();
        facts.setAppRoleAssignments(resource, readList<cloud::AppRoleAssignment>(blob));
    }
    const qsizetype subscriptions = blob.count();
    for (qsizetype i = 0; i < subscriptions && blob.ok(); ++i) {
        const QString subscription = blob.text();
        facts.setAzureRoleAssignments(subscription, readList<cloud::AzureRoleAssignment>(blob));
    }
    const QList<cloud::AzureRole> roles = readList<cloud::AzureRole>(blob);
    for (const cloud::AzureRole &role : roles)
        facts.addAzureRole(role);
    if (!blob.endedWell())
        return store::damaged(QStringLiteral("grants"));
    return directory;
}

// In an order that depends on nothing but the objects, so that the same objects come to the same bytes.
QByteArray packed(Bucket bucket)
{
    std::sort(bucket.identities.begin(), bucket.identities.end(),
              [](const trust::Identity &a, const trust::Identity &b) { return a.key.id < b.key.id; });
    std::sort(bucket.principals.begin(), bucket.principals.end(),
              [](const cloud::ServicePrincipal &a, const cloud::ServicePrincipal &b) { return a.id < b.id; });
    std::sort(bucket.groups.begin(), bucket.groups.end(),
              [](const auto &a, const auto &b) { return a.first < b.first; });
    BlobWriter blob;
    writeList(blob, bucket.principals);
    blob.number(static_cast<quint64>(bucket.groups.size()));
    for (const auto &[principal, groups] : std::as_const(bucket.groups)) {
        blob.text(principal);
        writeList(blob, groups.memberships);
        write(blob, groups.part);
    }
    writeList(blob, bucket.identities);
    return blob.bytes();
}

Result<Bucket> unpackedBucket(const QByteArray &bytes, store::TextPool &pool)
{
    BlobReader blob(bytes, pool);
    Bucket bucket;
    bucket.principals = readList<cloud::ServicePrincipal>(blob);
    const qsizetype count = blob.count();
    for (qsizetype i = 0; i < count && blob.ok(); ++i) {
        const QString principal = blob.text();
        Facts::Groups groups;
        groups.memberships = readList<cloud::Membership>(blob);
        read(blob, groups.part);
        bucket.groups.append({principal, groups});
    }
    bucket.identities = readList<trust::Identity>(blob);
    if (!blob.endedWell())
        return store::damaged(QStringLiteral("objects"));
    return bucket;
}

std::vector<Bucket> distributed(const Facts &facts)
{
    std::vector<Bucket> all(buckets);
    QHash<QString, std::uint32_t> bucketOfPrincipal;
    facts.servicePrincipals().each([&](const QString &id, const cloud::ServicePrincipal &principal) {
        const std::uint32_t number = bucketOf(principal.appId);
        all[number].principals.append(principal);
        bucketOfPrincipal.insert(id, number);
    });
    facts.identities().each([&](const trust::IdentityKey &, const trust::Identity &identity) {
        all[bucketOf(identity.clientId)].identities.append(identity);
    });
    facts.groups().each([&](const QString &principal, const Facts::Groups &groups) {
        all[bucketOfPrincipal.value(principal, 0)].groups.append({principal, groups});
    });
    return all;
}

// What a new snapshot says beside the one that the file holds.
class Differences final
{
public:
    Differences(store::History &history, const std::optional<HeadPart> &before, const QDateTime &at)
        : m_history(history)
        , m_before(before)
        , m_at(at)
    {
    }

    [[nodiscard]] Result<void> record(const QList<trust::Identity> &before, const QList<trust::Identity> &after)
    {
        if (!hasBegun())
            return {};
        QHash<trust::IdentityKey, const trust::Identity *> old;
        for (const trust::Identity &identity : before)
            old.insert(identity.key, &identity);
        for (const trust::Identity &identity : after) {
            if (auto done = compare(old.take(identity.key), identity); !done)
                return done;
        }
        for (const trust::Identity *gone : std::as_const(old)) {
            trust::Identity nothing;
            nothing.key = gone->key;
            nothing.credentialsPart.state = trust::Knowledge::Known;
            if (auto done = compare(gone, nothing); !done)
                return done;
        }
        return {};
    }

    // It begins with the first snapshot of a sync that had ended.
    [[nodiscard]] bool hasBegun() const { return m_before && m_before->sync.finishedAt.isValid(); }

private:
    [[nodiscard]] const SourceState &listingOf(trust::IdentityKind kind) const
    {
        const bool application = kind == trust::IdentityKind::Application;
        return m_before->sync.of(application ? Source::Applications : Source::ManagedIdentities);
    }

    // New is only what was looked for before and not found.
    [[nodiscard]] bool wasLookedFor(const trust::Identity *before, trust::IdentityKind kind) const
    {
        if (before)
            return before->credentialsPart.isKnown();
        return listingOf(kind).finishedAt.isValid();
    }

    [[nodiscard]] Result<void> compare(const trust::Identity *before, const trust::Identity &after)
    {
        if (!after.credentialsPart.isKnown() || (before && before->credentials == after.credentials))
            return {};
        const auto forNew = wasLookedFor(before, after.key.kind) ? store::CredentialEvent::Added
                                                                 : store::CredentialEvent::Found;
        // A snapshot may be of the middle of a sync: since the last listing that came to its end, at the latest.
        const QDateTime listed = listingOf(after.key.kind).finishedAt;
        const QDateTime since = listed.isValid() ? std::min(listed, m_before->sync.finishedAt)
                                                 : m_before->sync.finishedAt;
        const QList<store::CredentialChange> changes = store::differences(
            before ? before->credentials : QList<trust::FederatedCredential>(), after.credentials, forNew, since, m_at);
        for (const store::CredentialChange &change : changes) {
            if (auto done = m_history.record(after.key, change); !done)
                return done;
        }
        return {};
    }

    store::History &m_history;
    const std::optional<HeadPart> &m_before;
    const QDateTime m_at;
};

Result<std::optional<HeadPart>> readHead(CacheFile &file)
{
    const Result<std::optional<QByteArray>> bytes = file.part({Head, 0});
    if (!bytes)
        return failure(bytes.error());
    if (!*bytes)
        return std::nullopt;
    return unpackedHead(**bytes).map([](HeadPart head) { return std::optional(std::move(head)); });
}

// The bucket as the file holds it; an empty one where it holds none.
Result<Bucket> readBucket(const Result<std::optional<QByteArray>> &bytes, store::TextPool &pool)
{
    if (!bytes)
        return failure(bytes.error());
    if (!*bytes)
        return Bucket();
    return unpackedBucket(**bytes, pool);
}

// Writes the bucket where it differs, and its differences.
Result<void> saveBucket(CacheFile &file, std::uint32_t number, const Bucket &bucket, Differences &differences)
{
    const PartId id{Objects, number};
    const bool empty = bucket.identities.isEmpty() && bucket.principals.isEmpty() && bucket.groups.isEmpty();
    const QByteArray bytes = empty ? QByteArray() : packed(bucket);
    const Result<std::optional<QByteArray>> old = file.part(id);
    if (old && old->value_or(QByteArray()) == bytes)
        return {};
    store::TextPool pool;
    const Result<Bucket> before = readBucket(old, pool);
    if (!before)
        return failure(before.error());
    if (auto done = differences.record(before->identities, bucket.identities); !done)
        return done;
    return empty ? file.removePart(id) : file.putPart(id, bytes).map([](bool) {});
}

Result<void> saveParts(CacheFile &file, const Snapshot &snapshot, const QDateTime &at)
{
    const Result<std::optional<HeadPart>> before = readHead(file);
    if (!before)
        return failure(before.error());
    Differences differences(file.history(), *before, at);
    if (auto begun = differences.hasBegun() ? file.history().begin(at) : file.history().beginAgain(at); !begun)
        return begun;
    HeadPart head;
    head.tenant = snapshot.tenant;
    head.sync = snapshot.sync;
    for (int i = 0; i < sourceCount; ++i) {
        head.parts[static_cast<std::size_t>(i)] = snapshot.facts.part(sourceOf(i));
        head.marks[static_cast<std::size_t>(i)] = snapshot.facts.mark(sourceOf(i));
    }
    head.groups = snapshot.facts.groupsPart();
    const std::vector<Bucket> all = distributed(snapshot.facts);
    for (std::uint32_t number = 0; number < buckets; ++number) {
        const Bucket &bucket = all[number];
        if (auto saved = saveBucket(file, number, bucket, differences); !saved)
            return saved;
        head.objectParts += bucket.identities.isEmpty() && bucket.principals.isEmpty() && bucket.groups.isEmpty() ? 0
                                                                                                                  : 1;
    }
    return file.putPart({Grants, 0}, packedGrants(snapshot.facts))
        .and_then([&](bool) {
            return file.putPart({Head, 0}, packed(head));
        })
        .and_then([&](bool) { return file.history().trim(); });
}

void take(Facts &facts, const Bucket &bucket)
{
    facts.addServicePrincipals(bucket.principals);
    for (const auto &[principal, groups] : bucket.groups) {
        if (groups.part.isKnown())
            facts.setMemberships(principal, groups.memberships);
        else
            facts.failMemberships(principal, groups.part.error.value_or(Error()));
    }
    for (const trust::Identity &identity : bucket.identities)
        facts.put(identity);
}

Result<std::optional<Snapshot>> loadParts(CacheFile &file, qsizetype atMost)
{
    const Result<std::optional<HeadPart>> head = readHead(file);
    if (!head)
        return failure(head.error());
    if (!*head)
        return std::nullopt;
    Snapshot snapshot{(*head)->tenant, (*head)->sync, {}, true};
    for (int i = 0; i < sourceCount; ++i)
        snapshot.facts.setPart(sourceOf(i), (*head)->parts[static_cast<std::size_t>(i)]);
    snapshot.facts.setGroupsPart((*head)->groups);
    const Result<std::optional<QByteArray>> grants = file.part({Grants, 0});
    if (!grants)
        return failure(grants.error());
    store::TextPool pool;
    const auto directory = unpackGrants(grants->value_or(QByteArray()), pool, snapshot.facts);
    if (!directory)
        return failure(directory.error());

    qsizetype read = 0;
    qsizetype identities = 0;
    for (std::uint32_t number = 0; number < buckets && snapshot.isWhole; ++number) {
        const Result<std::optional<QByteArray>> bytes = file.part({Objects, number});
        const Result<Bucket> bucket = readBucket(bytes, pool);
        if (!bucket)
            return failure(bucket.error());
        read += *bytes ? 1 : 0;
        take(snapshot.facts, *bucket);
        identities += bucket->identities.size();
        snapshot.isWhole = identities < atMost;
    }
    snapshot.isWhole = snapshot.isWhole || read == (*head)->objectParts;
    if (snapshot.isWhole && read != (*head)->objectParts)
        return store::damaged(QStringLiteral("a part is missing"));
    snapshot.facts.setDirectoryRoleAssignments(*directory);
    // Changes come on top of all the rest, never of a beginning.
    for (int i = 0; i < sourceCount && snapshot.isWhole; ++i)
        snapshot.facts.setMark(sourceOf(i), (*head)->marks[static_cast<std::size_t>(i)]);
    return std::optional(std::move(snapshot));
}

} // namespace

Result<void> save(CacheFile &file, const Snapshot &snapshot, const QDateTime &at)
{
    return file.transact([&] { return saveParts(file, snapshot, at); });
}

Result<std::optional<Snapshot>> load(CacheFile &file, qsizetype identities)
{
    // One transaction, so that another program that writes meanwhile does not mix two states.
    std::optional<Snapshot> snapshot;
    const Result<void> done = file.transact([&]() -> Result<void> {
        Result<std::optional<Snapshot>> loaded = loadParts(file, identities);
        if (!loaded)
            return failure(loaded.error());
        snapshot = std::move(*loaded);
        return {};
    });
    if (!done)
        return failure(done.error());
    return snapshot;
}

} // namespace symbolon::workspace
