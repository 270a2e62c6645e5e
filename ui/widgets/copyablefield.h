// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"
#include "ui/widgets/clipboardwriter.h"

#include <QWidget>

namespace symbolon::ui {

class CopyButton;
class PlainLabel;

// One line of a details pane: a label, a value in mono, a button that copies the value. The value is elided in the
// middle where it does not fit.
class CopyableField final : public QWidget
{
    Q_OBJECT

public:
    CopyableField(const Appearance &appearance, ClipboardWriter clipboard, const QString &label,
                  QWidget *parent = nullptr);

    void setLabel(const QString &label);
    void setValue(const QString &value);
    [[nodiscard]] QString value() const;
    // The width of the label's column, in pixels at text scale 1, so that fields below each other line up.
    void setLabelWidth(int width);
    void setValueStyle(TextStyle style);

private:
    const Appearance &m_appearance;
    PlainLabel *m_label;
    PlainLabel *m_value;
    CopyButton *m_copy;
};

} // namespace symbolon::ui
