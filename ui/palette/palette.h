// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/palette/palette_search.h"
#include "ui/shell/context.h"

#include <QPointer>
#include <QWidget>

#include <functional>

class QListView;

namespace symbolon::ui {

class PaletteModel;
class PlainLabel;
class SearchField;

// The command palette: a field over the window, and below it what was found. The focus stays in the field; the arrow and
// page keys move in the list, Enter leads to the chosen one, Escape goes back to where the focus was.
class Palette final : public QWidget
{
    Q_OBJECT

public:
    // `actions` is asked each time the palette opens. The palette lies over `parent`.
    Palette(Context &context, std::function<QList<PaletteAction>()> actions, QWidget *parent);

    void open();
    void close();
    void setText(const QString &text);
    [[nodiscard]] PaletteModel *model() const { return m_model; }
    [[nodiscard]] SearchField *field() const { return m_field; }
    // False while a search is under way.
    [[nodiscard]] bool isSettled() const { return m_shown == m_generation; }

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void chosen(const symbolon::ui::PaletteHit &hit);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void arrange();
    void search();
    void show(const QList<PaletteHit> &hits);
    void choose();
    void moveBy(int rows);

    Context &m_context;
    std::function<QList<PaletteAction>()> m_askActions;
    PaletteModel *m_model;
    SearchField *m_field;
    QListView *m_list;
    PlainLabel *m_hint;
    PaletteSource m_source;
    QList<PaletteHit> m_recent; // last chosen first
    QString m_tenant;           // whose objects m_recent names
    QPointer<QWidget> m_before; // had the focus
    quint64 m_generation = 0;
    quint64 m_shown = 0;
};

} // namespace symbolon::ui
