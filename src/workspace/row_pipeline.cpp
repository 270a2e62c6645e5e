// SPDX-License-Identifier: Apache-2.0
#include "workspace/row_pipeline.h"

#include "workspace/assembler.h"

#include <QElapsedTimer>
#include <QTimer>

#include <utility>

namespace symbolon::workspace {

RowPipeline::RowPipeline(const Facts &facts, Worker &worker, Judge judge, QObject *parent)
    : QObject(parent)
    , m_facts(facts)
    , m_worker(worker)
    , m_judge(std::make_shared<const Judge>(std::move(judge)))
{
}

void RowPipeline::setSurroundings(const risk::Surroundings &surroundings)
{
    if (m_judge->surroundings.tenantId == surroundings.tenantId
        && m_judge->surroundings.exchangeAudience == surroundings.exchangeAudience)
        return;
    Judge judge = *m_judge;
    judge.surroundings = surroundings;
    m_judge = std::make_shared<const Judge>(std::move(judge));
    m_otherRules = true;
    markAll();
}

void RowPipeline::mark(const QList<trust::IdentityKey> &keys)
{
    for (const trust::IdentityKey &key : keys) {
        if (!m_dirty.contains(key))
            m_queue.push_back(key);
        m_dirty.insert(key);
    }
    schedule();
}

void RowPipeline::markAll()
{
    m_sweep = m_facts.keys();
    m_swept = 0;
    schedule();
}

void RowPipeline::refreshNow(const trust::IdentityKey &key)
{
    std::optional<trust::Identity> identity = assemble(m_facts, key);
    if (!identity)
        return;
    Changed changed;
    Judged judged;
    judged.row = m_judge->row(std::move(*identity));
    judged.credentials = credentialRows(judged.row, m_judge->catalogue);
    merge(judged, changed);
    if (!isIdle())
        mark({key}); // an older view of it may be on its way through the worker
    tell(changed);
}

void RowPipeline::remove(const QList<trust::IdentityKey> &keys)
{
    Changed changed;
    for (const trust::IdentityKey &key : keys) {
        m_dirty.remove(key);
        drop(key, changed);
    }
    tell(changed);
    schedule();
}

void RowPipeline::clear()
{
    ++m_generation;
    m_judging = 0;
    m_batchesMerged = m_batches;
    m_early.clear();
    m_dirty.clear();
    m_queue.clear();
    m_sweep.clear();
    m_swept = 0;
    m_merging.clear();
    m_merged = 0;
    const Changed changed{m_identities.size() > 0, m_credentials.size() > 0};
    m_identities.clear();
    m_credentials.clear();
    m_tally = {};
    tell(changed);
}

void RowPipeline::schedule()
{
    if (m_scheduled)
        return;
    m_scheduled = true;
    QTimer::singleShot(0, this, [this] {
        m_scheduled = false;
        pump();
    });
}

void RowPipeline::pump()
{
    if (!m_merging.isEmpty()) {
        mergeSlice();
        return;
    }
    if (m_judging == batchesUnderWay)
        return;
    QElapsedTimer timer;
    timer.start();
    QList<trust::Identity> batch;
    std::optional<trust::IdentityKey> key;
    while (batch.size() < batchSize && timer.elapsed() < slice.count() && (key = nextKey())) {
        std::optional<trust::Identity> identity = assemble(m_facts, *key);
        if (identity && isNews(*identity))
            batch.append(std::move(*identity));
    }
    if (!batch.isEmpty())
        judgeBatch(batch);
    if (!m_dirty.isEmpty() || !m_sweep.isEmpty()) {
        schedule();
    } else if (isIdle()) {
        m_otherRules = false;
        tell({});
        Q_EMIT idle();
    }
}

std::optional<trust::IdentityKey> RowPipeline::nextKey()
{
    while (!m_queue.empty()) {
        const trust::IdentityKey key = m_queue.front();
        m_queue.pop_front();
        if (m_dirty.remove(key)) // not removed meanwhile
            return key;
    }
    if (m_swept < m_sweep.size())
        return m_sweep.at(m_swept++);
    m_sweep.clear();
    m_swept = 0;
    return std::nullopt;
}

bool RowPipeline::isNews(const trust::Identity &identity) const
{
    const IdentityRow *row = m_identities.find(identity.key);
    return m_otherRules || !row || !(row->identity == identity);
}

void RowPipeline::judgeBatch(const QList<trust::Identity> &batch)
{
    ++m_judging;
    const auto work = [judge = m_judge, batch]() -> Result<QList<Judged>> {
        QList<Judged> all;
        all.reserve(batch.size());
        for (const trust::Identity &identity : batch) {
            Judged one;
            one.row = judge->row(identity);
            one.credentials = credentialRows(one.row, judge->catalogue);
            all.append(std::move(one));
        }
        return all;
    };
    whenDone(m_worker.run(work), this,
             [this, generation = m_generation, batch = m_batches++](const Result<QList<Judged>> &rows) {
                 if (generation == m_generation)
                     judged(batch, rows.value_or(QList<Judged>()));
             });
}

void RowPipeline::judged(quint64 batch, const QList<Judged> &rows)
{
    --m_judging;
    m_early.insert(batch, rows);
    while (m_early.contains(m_batchesMerged))
        m_merging += m_early.take(m_batchesMerged++);
    schedule();
}

void RowPipeline::mergeSlice()
{
    QElapsedTimer timer;
    timer.start();
    Changed changed;
    const qsizetype before = m_merged;
    while (m_merged < m_merging.size() && (m_merged == before || timer.elapsed() < slice.count())) {
        const Judged &judged = m_merging.at(m_merged);
        if (m_facts.find(judged.row->key())) // it may have gone meanwhile
            merge(judged, changed);
        ++m_merged;
    }
    if (m_merged == m_merging.size()) {
        m_merging.clear();
        m_merged = 0;
    }
    tellSoon(changed);
    schedule();
}

void RowPipeline::merge(const Judged &judged, Changed &changed)
{
    const IdentityRow *known = m_identities.find(judged.row->key());
    if (known && *known == *judged.row)
        return;
    const QList<trust::FederatedCredential> before = known ? known->identity.credentials
                                                           : QList<trust::FederatedCredential>();
    if (known)
        m_tally.remove(*known);
    m_tally.add(*judged.row);
    m_identities.upsert(judged.row);
    changed.identities = true;
    QSet<QString> names;
    for (const CredentialRow &credential : judged.credentials) {
        names.insert(credential.credential->name);
        changed.credentials |= m_credentials.upsert(credential).first != store::Change::Same;
    }
    for (const trust::FederatedCredential &old : before) {
        if (!names.contains(old.name))
            changed.credentials |= m_credentials.remove({judged.row->key(), old.name}).has_value();
    }
}

void RowPipeline::drop(const trust::IdentityKey &key, Changed &changed)
{
    const IdentityRow *row = m_identities.find(key);
    if (!row)
        return;
    const QList<trust::FederatedCredential> credentials = row->identity.credentials;
    m_tally.remove(*row);
    changed.identities |= m_identities.remove(key).has_value();
    for (const trust::FederatedCredential &credential : credentials)
        changed.credentials |= m_credentials.remove({key, credential.name}).has_value();
}

// The first rows at once, later ones together; what is left is told before idle().
void RowPipeline::tellSoon(const Changed &changed)
{
    if (!m_sinceTold.isValid() || m_sinceTold.hasExpired(tellingPause.count()))
        return tell(changed);
    m_untold.identities |= changed.identities;
    m_untold.credentials |= changed.credentials;
}

void RowPipeline::tell(const Changed &changed)
{
    const Changed untold = std::exchange(m_untold, {});
    if (changed.identities || changed.credentials || untold.identities || untold.credentials)
        m_sinceTold.start();
    if (changed.identities || untold.identities)
        Q_EMIT identitiesChanged();
    if (changed.credentials || untold.credentials)
        Q_EMIT credentialsChanged();
}

} // namespace symbolon::workspace
