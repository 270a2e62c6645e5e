// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"

#include <QAbstractButton>
#include <QWidget>

namespace symbolon::ui {

// One step in the list: a circle with its number or a check mark, its title, and what was chosen there.
class StepButton final : public QAbstractButton
{
    Q_OBJECT

public:
    enum class State : quint8 { Done, Current, Ahead };

    StepButton(const Appearance &appearance, int number, const QString &title, QWidget *parent = nullptr);

    void setState(State state);
    void setSummary(const QString &summary);
    // No line leads on from it.
    void setLast(bool last);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void describe();

    const Appearance &m_appearance;
    int m_number;
    State m_state = State::Ahead;
    QString m_summary;
    bool m_isLast = false;
};

// The steps one below the other. Those that were reached can be gone back to.
class StepList final : public QWidget
{
    Q_OBJECT

public:
    StepList(const Appearance &appearance, const QStringList &titles, QWidget *parent = nullptr);

    void setSummary(int step, const QString &summary);
    // `reached`: the furthest that can be chosen. `done`: all of them have been.
    void setCurrent(int step, int reached, bool done);

Q_SIGNALS:
    void chosen(int step);

private:
    QList<StepButton *> m_steps;
};

} // namespace symbolon::ui
