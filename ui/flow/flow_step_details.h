// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exchange/narration.h"
#include "ui/widgets/clipboardwriter.h"

#include <QWidget>

class QVBoxLayout;

namespace symbolon::ui {

class Appearance;
class PlainLabel;
class WirePane;

// One step of an exchange in words: what happens, its checks with both values, and what goes over the wire. Secrets are
// placeholders already when they come here.
class FlowStepDetails final : public QWidget
{
    Q_OBJECT

public:
    FlowStepDetails(const Appearance &appearance, ClipboardWriter clipboard, QWidget *parent = nullptr);

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
    WirePane *m_request = nullptr;
    WirePane *m_response = nullptr;
};

} // namespace symbolon::ui
