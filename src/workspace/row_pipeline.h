// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/worker.h"
#include "store/table.h"
#include "workspace/facts.h"
#include "workspace/judging.h"
#include "workspace/rows.h"
#include "workspace/tally.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QSet>

#include <chrono>
#include <deque>
#include <memory>
#include <optional>

namespace symbolon::workspace {

// Keeps the two tables in step with the facts: what is marked is assembled here, judged in the worker and merged here,
// in slices that never hold up the thread.
//
//   idle ── mark() ──► assembling a batch ──► judging (worker) ──► merging in slices ──► next batch or idle
//
// While one batch is judged the next one is assembled, and the one before is merged: two are on their way at most.
class RowPipeline final : public QObject
{
    Q_OBJECT

public:
    // How long one slice may take, and how many identities travel to the worker at once.
    static constexpr std::chrono::milliseconds slice{4};
    static constexpr qsizetype batchSize = 250;
    static constexpr int batchesUnderWay = 2;
    // How often the tables tell of themselves while they grow: whoever shows them does much more than a slice's work.
    static constexpr std::chrono::milliseconds tellingPause{100};

    // `facts` and `worker` outlive the pipeline.
    RowPipeline(const Facts &facts, Worker &worker, Judge judge, QObject *parent = nullptr);

    [[nodiscard]] const store::Table<IdentityRow> &identities() const { return m_identities; }
    [[nodiscard]] const store::Table<CredentialRow> &credentials() const { return m_credentials; }
    // Of both tables.
    [[nodiscard]] const Tally &tally() const { return m_tally; }
    [[nodiscard]] const Judge &judge() const { return *m_judge; }
    [[nodiscard]] bool isIdle() const
    {
        return m_dirty.isEmpty() && m_sweep.isEmpty() && m_judging == 0 && m_merging.isEmpty();
    }

    // Rows that are judged by other surroundings from now on.
    void setSurroundings(const risk::Surroundings &surroundings);
    // These identities changed or came.
    void mark(const QList<trust::IdentityKey> &keys);
    // Something that concerns all of them changed. Those that come out as they were are not judged again.
    void markAll();
    // Brings one row up to date before it returns.
    void refreshNow(const trust::IdentityKey &key);
    void remove(const QList<trust::IdentityKey> &keys);
    void clear();

Q_SIGNALS:
    void identitiesChanged();
    void credentialsChanged();
    void idle();

private:
    struct Changed
    {
        bool identities = false;
        bool credentials = false;
    };

    void schedule();
    void pump();
    [[nodiscard]] std::optional<trust::IdentityKey> nextKey();
    [[nodiscard]] bool isNews(const trust::Identity &identity) const;
    void judgeBatch(const QList<trust::Identity> &batch);
    void judged(quint64 batch, const QList<Judged> &rows);
    void mergeSlice();
    void merge(const Judged &judged, Changed &changed);
    void drop(const trust::IdentityKey &key, Changed &changed);
    void tellSoon(const Changed &changed);
    void tell(const Changed &changed);

    const Facts &m_facts;
    Worker &m_worker;
    std::shared_ptr<const Judge> m_judge;
    store::Table<IdentityRow> m_identities;
    store::Table<CredentialRow> m_credentials;
    Tally m_tally;
    Changed m_untold;                       // changed, and nobody knows
    QElapsedTimer m_sinceTold;              // invalid: never yet
    std::deque<trust::IdentityKey> m_queue; // waiting, in the order in which they were marked
    QSet<trust::IdentityKey> m_dirty;       // the same, to find out what still counts
    QList<trust::IdentityKey> m_sweep;      // all there were at markAll(),
    qsizetype m_swept = 0;                  // and how many of them have been looked at
    QList<Judged> m_merging;                // judged, not yet in the tables,
    qsizetype m_merged = 0;                 // but for the first ones
    quint64 m_generation = 0;               // what was judged before clear() is dropped
    bool m_otherRules = false;              // judge again what looks the same
    int m_judging = 0;                      // batches in the worker
    quint64 m_batches = 0;                  // how many ever went there,
    quint64 m_batchesMerged = 0;            // and how many of them were handed on, in the same order: an identity may
    QHash<quint64, QList<Judged>> m_early;  // be in several, and the last one counts. Those that came out of turn.
    bool m_scheduled = false;
};

} // namespace symbolon::workspace
