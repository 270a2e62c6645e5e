// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/plane.h"

namespace symbolon::ui {

class Button;
class PlainLabel;
class StagedChanges;
class StepProgress;

// How far writing what is staged is, or how it ended; and the way to stop it, to take it back and to put it away. Hides
// where nothing was tried yet.
class ApplyBand final : public Plane
{
    Q_OBJECT

public:
    // `staged` outlives it.
    ApplyBand(const Appearance &appearance, StagedChanges &staged, QWidget *parent = nullptr);

    void refresh();

private:
    StagedChanges &m_staged;
    PlainLabel *m_title;
    StepProgress *m_steps;
    PlainLabel *m_counts;
    Button *m_stop;
    Button *m_undo;
    Button *m_clear;
};

} // namespace symbolon::ui
