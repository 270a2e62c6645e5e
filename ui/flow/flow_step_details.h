// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exchange/narration.h"

#include <QWidget>

class QVBoxLayout;

namespace symbolon::ui {

class Appearance;
class PlainLabel;

// One step of an exchange in words: what happens, and its checks with both values.
class FlowStepDetails final : public QWidget
{
    Q_OBJECT

public:
    explicit FlowStepDetails(const Appearance &appearance, QWidget *parent = nullptr);

    void setStep(const exchange::Step &step);
    void clear();

private:
    void addCheck(const exchange::Check &check);
    void clearChecks();

    const Appearance &m_appearance;
    PlainLabel *m_title = nullptr;
    PlainLabel *m_state = nullptr;
    PlainLabel *m_explanation = nullptr;
    QVBoxLayout *m_checks = nullptr;
};

} // namespace symbolon::ui
