// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"
#include "ui/widgets/clipboardwriter.h"

#include <QWidget>

class QVBoxLayout;

namespace symbolon::ui {

class Button;
class CopyButton;
class PlainLabel;

// What stands in place of content that is not there.
class StatePane final : public QWidget
{
    Q_OBJECT

public:
    enum class State : quint8 {
        Empty,     // nothing exists yet: why, and one way onward
        Loading,   // first load: row-shaped placeholders that do not move
        Filtered,  // the filter left nothing: offer to clear it
        Error,     // what failed, its code copyable, the next step
        SignedOut, // nobody is signed in: offer to
    };

    StatePane(const Appearance &appearance, ClipboardWriter clipboard, QWidget *parent = nullptr);

    // `title` one sentence, `text` one more or empty, `action` the one button or empty. Loading shows `title` below the
    // placeholders: "Reading app registrations".
    void setState(State state, const QString &title, const QString &text = {}, const QString &action = {});
    // The code or request id of an error, shown in mono with a copy button; empty: none. setState() clears it.
    void setCode(const QString &code);
    // The row height of the table whose rows are being loaded.
    void setRowHeight(int pixels);
    [[nodiscard]] State state() const { return m_state; }

Q_SIGNALS:
    void actionTriggered();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Appearance &m_appearance;
    State m_state = State::Empty;
    int m_rowHeight = 46;
    QVBoxLayout *m_outer;
    QWidget *m_column;
    QWidget *m_sign;
    PlainLabel *m_title;
    PlainLabel *m_text;
    QWidget *m_codeRow;
    PlainLabel *m_code;
    CopyButton *m_copy;
    Button *m_action;
};

} // namespace symbolon::ui
