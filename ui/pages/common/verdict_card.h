// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "risk/rule_book.h"
#include "ui/shell/context.h"

#include <QFrame>
#include <QList>

namespace symbolon::ui {

// What one rule says of an object and its credentials: severity, title, why it matters, the evidence to check, and what
// to do. For an outcome of "unknown" it says instead what could not be read.
class VerdictCard final : public QFrame
{
    Q_OBJECT

public:
    // All verdicts are of one rule and one outcome, at least one. `rule` may be nullptr: then its id alone is shown.
    VerdictCard(const Context &context, const risk::Rule *rule, const QList<risk::Verdict> &verdicts,
                QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Context &m_context;
};

// The verdicts of one outcome, split by rule: the gravest rule first, then in their order.
[[nodiscard]] QList<QList<risk::Verdict>> byRule(const QList<risk::Verdict> &verdicts, risk::Outcome outcome);

} // namespace symbolon::ui
