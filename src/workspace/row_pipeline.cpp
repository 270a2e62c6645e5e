// SPDX-License-Identifier: Apache-2.0
#include "workspace/row_pipeline.h"

#include "workspace/assembler.h"

#include <QElapsedTimer>
#include <QTimer>

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
    mark(m_facts.keys());
}

void RowPipeline::refreshNow(const trust::IdentityKey &key)
{
    std::optional<trust::Identity> identity = assemble(m_facts, key);
    if (!identity)
        return;
    Changed changed;
    merge(m_judge->row(std::move(*identity)), changed);
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
    m_judging = false;
    m_dirty.clear();
    m_queue.clear();
    m_merging.clear();
    const Changed changed{m_identities.size() > 0, m_credentials.size() > 0};
    m_identities.clear();
    m_credentials.clear();
    m_credentialNames.clear();
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
    if (m_judging)
        return;
    if (!m_merging.isEmpty()) {
        mergeSlice();
        return;
    }
    QElapsedTimer timer;
    timer.start();
    QList<trust::Identity> batch;
    while (!m_queue.empty() && batch.size() < batchSize && timer.elapsed() < slice.count()) {
        const trust::IdentityKey key = m_queue.front();
        m_queue.pop_front();
        if (!m_dirty.remove(key))
            continue; // removed meanwhile
        if (std::optional<trust::Identity> identity = assemble(m_facts, key))
            batch.append(std::move(*identity));
    }
    if (!batch.isEmpty())
        judgeBatch(batch);
    else if (!m_queue.empty())
        schedule();
    else
        Q_EMIT idle();
}

void RowPipeline::judgeBatch(const QList<trust::Identity> &batch)
{
    m_judging = true;
    const auto work = [judge = m_judge, batch]() -> Result<QList<IdentityRow>> {
        QList<IdentityRow> rows;
        rows.reserve(batch.size());
        for (const trust::Identity &identity : batch)
            rows.append(judge->row(identity));
        return rows;
    };
    whenDone(m_worker.run(work), this, [this, generation = m_generation](Result<QList<IdentityRow>> rows) {
        if (generation != m_generation)
            return;
        m_judging = false;
        if (rows)
            m_merging = std::move(*rows);
        pump();
    });
}

void RowPipeline::mergeSlice()
{
    QElapsedTimer timer;
    timer.start();
    Changed changed;
    qsizetype merged = 0;
    while (merged < m_merging.size() && (merged == 0 || timer.elapsed() < slice.count())) {
        const IdentityRow &row = m_merging.at(merged);
        if (m_facts.find(row.key())) // it may have gone meanwhile
            merge(row, changed);
        ++merged;
    }
    m_merging.remove(0, merged);
    tell(changed);
    schedule();
}

void RowPipeline::merge(const IdentityRow &row, Changed &changed)
{
    if (m_identities.upsert(row).first == store::Change::Same)
        return;
    changed.identities = true;
    QStringList names;
    const QList<CredentialRow> rows = credentialRows(row, m_judge->catalogue);
    for (const CredentialRow &credential : rows) {
        names.append(credential.credential.name);
        changed.credentials |= m_credentials.upsert(credential).first != store::Change::Same;
    }
    const QStringList before = m_credentialNames.value(row.key());
    for (const QString &name : before) {
        if (!names.contains(name))
            changed.credentials |= m_credentials.remove({row.key(), name}).has_value();
    }
    m_credentialNames.insert(row.key(), names);
}

void RowPipeline::drop(const trust::IdentityKey &key, Changed &changed)
{
    changed.identities |= m_identities.remove(key).has_value();
    const QStringList names = m_credentialNames.take(key);
    for (const QString &name : names)
        changed.credentials |= m_credentials.remove({key, name}).has_value();
}

void RowPipeline::tell(const Changed &changed)
{
    if (changed.identities)
        Q_EMIT identitiesChanged();
    if (changed.credentials)
        Q_EMIT credentialsChanged();
}

} // namespace symbolon::workspace
