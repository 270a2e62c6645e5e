// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"
#include "ui/widgets/clipboardwriter.h"

#include <QFrame>
#include <QList>
#include <QStringList>

#include <array>

class QVBoxLayout;

namespace symbolon::ui {

class Button;
class CopyButton;
class PlainLabel;

// What a banner says. `title` in one short sentence, `text` what to do next, `lines` what else there is to know, each on a
// line of its own. `details` (status, code, request id) are copied as they are by a button; empty: no button.
struct BannerText
{
    Level level = Level::Info; // Info, Medium for a warning, Critical for an error
    QString title;
    QString text;
    QString details;
    QStringList lines = {};
};

// A message over the content it is about: what failed or is partial, with up to two actions. Hidden until it has
// something to say; it never covers anything and never goes by itself.
class Banner final : public QFrame
{
    Q_OBJECT

public:
    Banner(const Appearance &appearance, ClipboardWriter clipboard, QWidget *parent = nullptr);

    // Shows the banner and tells assistive technology.
    void say(const BannerText &text);
    // The label of the first or second action; empty: none.
    void setAction(int which, const QString &label);
    void setClosable(bool closable);
    [[nodiscard]] Level level() const { return m_level; }

Q_SIGNALS:
    void actionTriggered(int which);
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    void showLines(const QStringList &lines);
    void holdHeight();

    const Appearance &m_appearance;
    Level m_level = Level::Info;
    PlainLabel *m_title;
    PlainLabel *m_text;
    QVBoxLayout *m_texts;
    QVBoxLayout *m_linesColumn;
    QList<PlainLabel *> m_lines; // of BannerText::lines, as many as were ever needed
    CopyButton *m_copy;
    std::array<Button *, 2> m_actions{};
    QWidget *m_close;
};

} // namespace symbolon::ui
