// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/common/filter_completer.h"

#include "base/shown.h"
#include "ui/widgets/searchfield.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QStandardItemModel>

#include <utility>

namespace symbolon::ui {

FilterCompleter::FilterCompleter(workspace::FilterScope scope, SearchField *field,
                                 std::function<QStringList()> platforms, QObject *parent)
    : QObject(parent)
    , m_scope(scope)
    , m_field(field)
    , m_platforms(std::move(platforms))
    , m_model(new QStandardItemModel(this))
    , m_completer(new QCompleter(m_model, this))
{
    m_completer->setWidget(field);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->popup()->setAccessibleName(tr("Filter suggestions"));
    connect(field, &QLineEdit::textEdited, this, &FilterCompleter::offer);
    connect(m_completer, qOverload<const QModelIndex &>(&QCompleter::activated), this, &FilterCompleter::take);
}

void FilterCompleter::offer()
{
    m_offered = workspace::filterCompletions(m_scope, m_field->text(), m_field->cursorPosition(), m_platforms());
    m_model->clear();
    for (const auto &[text, explanation] : std::as_const(m_offered.choices)) {
        const QString line = explanation.isEmpty() ? shown(text) : tr("%1  %2").arg(shown(text), explanation);
        m_model->appendRow(new QStandardItem(line));
    }
    if (m_offered.choices.isEmpty())
        m_completer->popup()->hide();
    else
        m_completer->complete();
}

void FilterCompleter::take(const QModelIndex &index)
{
    if (index.row() < 0 || index.row() >= m_offered.choices.size())
        return;
    const QString choice = m_offered.choices.at(index.row()).first;
    QString text = m_field->text();
    // The text may have moved on under an open list.
    if (m_offered.at + m_offered.length > text.size())
        return;
    text.replace(m_offered.at, m_offered.length, choice);
    m_field->setText(text);
    m_field->setCursorPosition(static_cast<int>(m_offered.at + choice.size()));
    if (choice.endsWith(QLatin1Char(':')))
        offer();
}

} // namespace symbolon::ui
