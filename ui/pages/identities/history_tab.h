// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/pages/common/scroll_column.h"
#include "ui/shell/context.h"

namespace symbolon::ui {

// What became of one identity's credentials since it was first read here.
class HistoryTab final : public ScrollColumn
{
    Q_OBJECT

public:
    explicit HistoryTab(Context &context, QWidget *parent = nullptr);

    void setIdentity(const trust::IdentityKey &key);

protected:
    void fill() override;

private:
    Context &m_context;
    trust::IdentityKey m_key;
};

} // namespace symbolon::ui
