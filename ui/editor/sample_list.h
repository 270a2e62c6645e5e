// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "presets/catalogue.h"
#include "trust/expression_examples.h"
#include "ui/theme/appearance.h"

#include <QMap>
#include <QWidget>

class QVBoxLayout;

namespace symbolon::ui {

// Tokens that a credential accepts and refuses, one below the other: what each is, its subject, the claims that count
// beside it, and the verdict. Above them how much an expression takes; what lets a stranger in is said loudly.
class SampleList final : public QWidget
{
    Q_OBJECT

public:
    explicit SampleList(const Appearance &appearance, QWidget *parent = nullptr);

    // Instead of samples.
    void say(const QString &sentence);
    void setSamples(const QList<presets::SampleSubject> &samples);
    void setExamples(const trust::ExpressionExamples &examples);

private:
    struct Row
    {
        QString title;
        QString subject;
        QMap<QString, QString> claims;
        bool accepted = false;
        bool isStrangers = false;
    };

    void clear();
    void addBreadth(const trust::ExpressionBreadth &breadth);
    void addRow(const Row &row);

    const Appearance &m_appearance;
    QVBoxLayout *m_column;
};

} // namespace symbolon::ui
