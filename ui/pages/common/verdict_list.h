// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/pages/common/scroll_column.h"
#include "ui/shell/context.h"

namespace symbolon::ui {

// Verdicts as cards: findings first, then, apart from them, what could not be judged. Passed and inapplicable rules are
// counted in one line.
class VerdictList final : public ScrollColumn
{
    Q_OBJECT

public:
    explicit VerdictList(const Context &context, QWidget *parent = nullptr);

    void setVerdicts(const QList<risk::Verdict> &verdicts);

protected:
    void fill() override;

private:
    const Context &m_context;
    std::optional<QList<risk::Verdict>> m_verdicts;
};

} // namespace symbolon::ui
