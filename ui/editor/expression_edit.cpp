// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/expression_edit.h"

#include "base/shown.h"
#include "ui/editor/expression_highlighter.h"
#include "ui/theme/metrics.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QMimeData>
#include <QRegularExpression>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QStandardItemModel>

#include <algorithm>
#include <cmath>

namespace symbolon::ui {
namespace {

constexpr int mostLines = 4;
constexpr int margin = 6; // around the text, as a line edit has it

bool isTab(const QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    const int key = static_cast<const QKeyEvent *>(event)->key();
    return key == Qt::Key_Tab || key == Qt::Key_Backtab;
}

} // namespace

ExpressionEdit::ExpressionEdit(const Appearance &appearance, const QString &name, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_appearance(appearance)
    , m_highlighter(new ExpressionHighlighter(appearance, document())) // the document's child
    , m_choices(new QStandardItemModel(this))
    , m_completer(new QCompleter(m_choices, this))
{
    setAccessibleName(name);
    setTabChangesFocus(true);
    setAcceptDrops(false); // a dropped file fills in the form, not this line
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_completer->setWidget(this);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->popup()->setAccessibleName(tr("What may come next"));
    m_completer->popup()->installEventFilter(this); // before the completer's own
    connect(m_completer, qOverload<const QModelIndex &>(&QCompleter::activated), this, &ExpressionEdit::take);
    connect(this, &QPlainTextEdit::textChanged, this, &ExpressionEdit::onTyped);
    connect(&appearance, &Appearance::changed, this, &ExpressionEdit::applyLook);
    applyLook();
}

void ExpressionEdit::setExpression(const QString &expression)
{
    if (m_expression == expression)
        return;
    m_expression = expression;
    showExpression();
}

void ExpressionEdit::type(const QString &expression, qsizetype caret)
{
    setExpression(expression);
    QTextCursor cursor = textCursor();
    cursor.setPosition(static_cast<int>(std::min(caret, qsizetype(document()->characterCount()) - 1)));
    setTextCursor(cursor);
    setFocus();
    Q_EMIT edited(m_expression);
}

void ExpressionEdit::setExample(const QString &expression)
{
    m_example = expression;
    holdHeight();
}

void ExpressionEdit::setMarked(bool marked)
{
    const QScopedValueRollback setting(m_setting, true); // formats count as changes
    m_highlighter->setMarked(marked);
}

void ExpressionEdit::offer()
{
    m_offered = isReadOnly() ? trust::ExpressionCompletions()
                             : trust::expressionCompletions(m_issuer, m_expression, textCursor().position());
    m_choices->clear();
    for (const trust::ExpressionChoice &choice : std::as_const(m_offered.choices)) {
        const QString text = choice.text.trimmed();
        m_choices->appendRow(
            new QStandardItem(choice.explanation.isEmpty() ? text : tr("%1   %2").arg(text, choice.explanation)));
    }
    QAbstractItemView *popup = m_completer->popup();
    if (m_offered.choices.isEmpty() || !hasFocus()) {
        popup->hide();
        return;
    }
    QRect place = cursorRect();
    const int wide = popup->sizeHintForColumn(0) + popup->verticalScrollBar()->sizeHint().width()
        + m_appearance.theme().px(metrics::space4);
    place.setWidth(std::max(wide, width() / 2));
    m_completer->complete(place);
    popup->setCurrentIndex(m_completer->completionModel()->index(0, 0));
}

void ExpressionEdit::take(const QModelIndex &index)
{
    if (index.row() < 0 || index.row() >= m_offered.choices.size())
        return;
    // The text may have moved on under an open list.
    if (m_offered.at + m_offered.length > m_expression.size())
        return;
    QTextCursor cursor = textCursor();
    cursor.setPosition(static_cast<int>(m_offered.at));
    cursor.setPosition(static_cast<int>(m_offered.at + m_offered.length), QTextCursor::KeepAnchor);
    // A copy: what is typed offers anew.
    const QString choice = m_offered.choices.at(index.row()).text;
    cursor.insertText(choice);
}

QSize ExpressionEdit::sizeHint() const
{
    return {m_appearance.theme().px(240), height()};
}

QSize ExpressionEdit::minimumSizeHint() const
{
    return {m_appearance.theme().px(120), height()};
}

void ExpressionEdit::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    // The completer takes these; and the language has no lines.
    if (enter || (event->key() == Qt::Key_Escape && m_completer->popup()->isVisible())) {
        event->ignore();
        return;
    }
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier) {
        offer();
        event->accept();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

void ExpressionEdit::focusOutEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        Q_EMIT left();
}

void ExpressionEdit::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    holdHeight();
}

// Line breaks of a pasted text are blanks, as in every line that is typed into.
void ExpressionEdit::insertFromMimeData(const QMimeData *source)
{
    static const QRegularExpression breaks(QStringLiteral("[ \\t]*[\\r\\n\\x{2028}\\x{2029}]+[ \\t]*"));
    QString text = source->text();
    if (text.endsWith(QLatin1Char('\n')))
        text.chop(1);
    insertPlainText(text.replace(breaks, QStringLiteral(" ")));
}

bool ExpressionEdit::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_completer->popup() && isTab(event)) {
        m_completer->popup()->hide();
        QCoreApplication::sendEvent(this, event);
        return true;
    }
    return QPlainTextEdit::eventFilter(watched, event);
}

void ExpressionEdit::applyLook()
{
    const Theme &theme = m_appearance.theme();
    setFont(theme.font(TextStyle::Mono));
    document()->setDocumentMargin(theme.px(margin));
    holdHeight();
}

void ExpressionEdit::onTyped()
{
    if (m_setting)
        return;
    const QString text = document()->toRawText();
    if (text == m_expression)
        return; // its look alone has changed
    m_expression = text;
    if (hasInvisible(text))
        showExpression();
    holdHeight();
    Q_EMIT edited(m_expression);
    offer();
}

void ExpressionEdit::showExpression()
{
    const QScopedValueRollback setting(m_setting, true);
    const bool locked = hasInvisible(m_expression);
    setReadOnly(locked);
    m_highlighter->setReading(!locked);
    setPlainText(shown(m_expression));
    moveCursor(QTextCursor::End);
    holdHeight();
}

void ExpressionEdit::holdHeight()
{
    const QFontMetricsF metrics(font());
    // The layout counts in lines.
    const int all = static_cast<int>(std::lround(document()->size().height()));
    const int lines = std::clamp(all, 1, mostLines);
    setVerticalScrollBarPolicy(all > mostLines ? Qt::ScrollBarAlwaysOn : Qt::ScrollBarAlwaysOff);
    const int text = static_cast<int>(std::ceil(metrics.lineSpacing() * lines));
    const int around = 2 * (static_cast<int>(document()->documentMargin()) + frameWidth());
    if (height() != text + around)
        setFixedHeight(text + around);
    setPlaceholderText(
        metrics.elidedText(m_example, Qt::ElideRight, viewport()->width() - 2 * document()->documentMargin() - margin));
}

} // namespace symbolon::ui
