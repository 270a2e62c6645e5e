// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trust/expression_help.h"
#include "ui/theme/appearance.h"

#include <QPlainTextEdit>

class QCompleter;
class QStandardItemModel;

namespace symbolon::ui {

class ExpressionHighlighter;

// The text of a claims expression: one paragraph that wraps, one to four lines high. Tab leaves it, Enter does nothing,
// because the language has no lines. While somebody types, what may stand next is offered: arrow keys choose, Enter
// takes, Escape closes, Ctrl+Space asks for it. An expression with invisible characters is shown with their names in
// their places and cannot be typed into; its value stays exact.
class ExpressionEdit final : public QPlainTextEdit
{
    Q_OBJECT

public:
    // `name` for assistive technology.
    ExpressionEdit(const Appearance &appearance, const QString &name, QWidget *parent = nullptr);

    [[nodiscard]] QString expression() const { return m_expression; }
    // Without a signal.
    void setExpression(const QString &expression);
    // The same, as if it had been typed; the cursor then stands at `caret`.
    void type(const QString &expression, qsizetype caret);
    // Whose rules count for what is offered.
    void setIssuer(const QString &issuer) { m_issuer = issuer; }
    void setExample(const QString &expression);
    // Whether the place where the text stops being an expression is underlined.
    void setMarked(bool marked);
    // Shows what may stand next, where something may.
    void offer();
    [[nodiscard]] QCompleter *completer() const { return m_completer; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void edited(const QString &expression);
    void left();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void insertFromMimeData(const QMimeData *source) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void applyLook();
    void onTyped();
    void showExpression();
    void take(const QModelIndex &index);
    void holdHeight();

    const Appearance &m_appearance;
    ExpressionHighlighter *m_highlighter;
    QStandardItemModel *m_choices;
    QCompleter *m_completer;
    trust::ExpressionCompletions m_offered;
    QString m_expression;
    QString m_issuer;
    QString m_example;
    bool m_setting = false;
};

} // namespace symbolon::ui
